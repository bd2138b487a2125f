import { unknown } from "../../../reachability/maybe";
import { assertHop, hopOf } from "../judge";
import { changing, topology } from "../open-topology";
import { withEndpoint } from "../with-endpoint";

describe("the endpoint hop", () => {
  it("is open for an endpoint to the configuration in a zone of the gateway", () => {
    assertHop(hopOf(withEndpoint({}), "endpoint"), "open", /sg-association allows/);
    assertHop(hopOf(withEndpoint({}), "client-egress"), "open", /to vpce-1/);
  });

  it("is open for an endpoint to a service network that carries the configuration", () => {
    const viaNetwork = withEndpoint({ target: { networkId: "sn-1" } });
    const whole = { ...viaNetwork, resourceAssociations: topology.resourceAssociations };
    assertHop(hopOf(whole, "endpoint"), "open", /allows/);
    assertHop(hopOf(whole, "resource-association"), "open", /puts rcfg-1 into sn-1/);
  });

  it("is blocked when endpoint and gateway share no zone", () => {
    const elsewhere = changing("subnets", "subnet-client", { zoneId: "euw1-az3" }, withEndpoint({}));
    assertHop(hopOf(elsewhere, "endpoint"), "blocked", /share no availability zone/, /euw1-az1 or euw1-az2/);
  });

  it("is unknown while its zone is", () => {
    const later = changing("subnets", "subnet-client", { zoneId: unknown("the subnet exists") }, withEndpoint({}));
    assertHop(hopOf(later, "endpoint"), "unknown", /share a zone is unknown until the subnet exists/);
  });

  it("is blocked when its security group does not admit the client", () => {
    const closed = changing("securityGroups", "sg-association", { ingress: [] }, withEndpoint({}));
    assertHop(hopOf(closed, "endpoint"), "blocked", /no ingress rule of sg-association/);
  });

  it("is blocked while it is not available", () => {
    assertHop(hopOf(withEndpoint({ active: false }), "endpoint"), "blocked", /vpce-1 is not available/);
  });

  it("is unknown without a security group, which AWS would choose", () => {
    assertHop(hopOf(withEndpoint({ securityGroupIds: [] }), "endpoint"), "unknown", /names no security group/);
  });
});
