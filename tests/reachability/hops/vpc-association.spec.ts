import { unknown } from "../../../reachability/maybe";
import { assertHop, hopOf } from "../judge";
import { changing, client, tcp, topology, withTopology } from "../open-topology";

const code = "vpc-association";
const ingress = (rules: ReturnType<typeof tcp>[]) => changing("securityGroups", "sg-association", { ingress: rules });

describe("the VPC association hop", () => {
  it("is open when the association's security group admits the client's", () => {
    assertHop(hopOf(topology, code), "open", /sg-association allows TCP 5432 from the client/);
  });

  it("is open for every client when the association has no security group", () => {
    assertHop(hopOf(changing("vpcAssociations", "snva-1", { securityGroupIds: [] }), code), "open", /every client/);
  });

  it("is blocked without an association, and says which to create", () => {
    const hop = hopOf(withTopology({ vpcAssociations: [] }), code);
    assertHop(hop, "blocked", /vpc-consumer is not associated with sn-1/, /associate vpc-consumer with sn-1/);
  });

  it("is blocked when the association is not active", () => {
    assertHop(hopOf(changing("vpcAssociations", "snva-1", { active: false }), code), "blocked", /snva-1 is not active/);
  });

  it("is blocked when its security group admits another group only", () => {
    const hop = hopOf(ingress([tcp({ securityGroupId: "sg-other" })]), code);
    assertHop(hop, "blocked", /no ingress rule of sg-association/, /sg-client/);
  });

  it("is open by a rule for the client's whole subnet", () => {
    assertHop(hopOf(ingress([tcp({ cidr: "10.1.1.0/24" })]), code), "open", /allows/);
  });

  it("is unknown while only part of the client's possible addresses is admitted", () => {
    const hop = hopOf(ingress([tcp({ cidr: "10.1.1.0/25" })]), code);
    assertHop(hop, "unknown", /only part of the addresses/);
  });

  it("decides once the client's address is known", () => {
    const half = ingress([tcp({ cidr: "10.1.1.0/25" })]);
    assertHop(hopOf(half, code, { ...client, sourceIp: "10.1.1.5" }), "open", /allows/);
    assertHop(hopOf(half, code, { ...client, sourceIp: "10.1.1.200" }), "blocked", /no ingress rule/);
  });

  it("is open when two rules cover the client's subnet together", () => {
    assertHop(hopOf(ingress([tcp({ cidr: "10.1.1.0/25" }), tcp({ cidr: "10.1.1.128/25" })]), code), "open", /allows/);
  });

  it("counts the rules of all its security groups", () => {
    const two = changing("vpcAssociations", "snva-1", { securityGroupIds: ["sg-client", "sg-association"] });
    assertHop(hopOf(two, code), "open", /sg-client, sg-association allow/);
  });

  it("is unknown while the rules are", () => {
    const hop = hopOf(
      changing("securityGroups", "sg-association", { ingress: unknown("sg-association is created") }),
      code,
    );
    assertHop(hop, "unknown", /unknown until sg-association is created/);
  });

  it("is unknown while the groups that the client carries are not named", () => {
    const nameless = { ...client, securityGroupIds: [] };
    assertHop(
      hopOf(topology, code, nameless),
      "unknown",
      /until the security groups that the client carries are named/,
    );
  });

  it("explains that a service network is regional", () => {
    const far = { ...client, region: "us-east-1", vpcId: "vpc-far", securityGroupIds: [] };
    const vpcs = [
      ...topology.vpcs,
      { id: "vpc-far", account: client.account, region: "us-east-1", cidr: "10.9.0.0/16" },
    ];
    assertHop(
      hopOf({ ...topology, vpcs }, code, { ...far, subnetId: undefined } as never),
      "blocked",
      /a service network is regional/,
    );
  });
});
