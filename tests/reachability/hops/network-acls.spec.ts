import type { NetworkAcl, NetworkAclRule } from "../../../reachability/network-topology";
import { unknown } from "../../../reachability/maybe";
import type { Topology } from "../../../reachability/topology";
import { assertHop, hopOf } from "../judge";
import { changing, client, consumer, owner, producer, topology, withTopology } from "../open-topology";
import { withEndpoint } from "../with-endpoint";

function rule(number: number, change: Partial<NetworkAclRule> = {}): NetworkAclRule {
  return { number, action: "allow", protocol: "-1", fromPort: -1, toPort: -1, cidr: "0.0.0.0/0", ...change };
}

const ofConsumer: NetworkAcl = {
  id: "acl-1",
  account: consumer,
  vpcId: "vpc-consumer",
  isDefault: false,
  subnetIds: ["subnet-client"],
  ingress: [rule(100)],
  egress: [rule(100)],
};
const ofProducer: NetworkAcl = {
  ...ofConsumer,
  account: producer,
  vpcId: "vpc-producer",
  subnetIds: ["subnet-db-a", "subnet-db-b"],
};
const withAcl = (acl: NetworkAcl, change: Partial<NetworkAcl> = {}, base: Topology = topology): Topology => ({
  ...base,
  networkAcls: [{ ...acl, ...change }],
});
const answers = (fromPort: number, toPort: number) => rule(100, { protocol: "tcp", fromPort, toPort });

describe("the client's network ACL hop", () => {
  const code = "client-network-acl";

  it("is open where no network ACL is listed, and AWS's own lets everything pass", () => {
    assertHop(hopOf(topology, code), "open", /the one AWS makes/);
  });

  it("is unknown where not every network ACL is listed", () => {
    assertHop(hopOf(withTopology({ complete: [producer] }), code), "unknown", /subnet-client is not known here/);
  });

  it("takes the lowest number that matches", () => {
    const deny = rule(90, { action: "deny", protocol: "tcp", fromPort: 5432, toPort: 5432 });
    const hop = hopOf(withAcl(ofConsumer, { egress: [rule(100), deny] }), code);
    const fix = /add an outbound rule to acl-1 that allows TCP 5432 out to VPC Lattice .* with a number below 90/;
    assertHop(hop, "blocked", /rule 90 of acl-1 \(subnet-client\) denies TCP 5432 out to VPC Lattice/, fix);
    assertHop(hopOf(withAcl(ofConsumer, { egress: [rule(100), { ...deny, number: 110 }] }), code), "open", /acl-1/);
  });

  it("denies what no rule matches", () => {
    const udp = rule(100, { protocol: "udp", fromPort: 0, toPort: 65535 });
    assertHop(hopOf(withAcl(ofConsumer, { egress: [udp] }), code), "blocked", /no rule of acl-1/);
    assertHop(hopOf(withAcl(ofConsumer, { egress: [] }), code), "blocked", /no rule of acl-1/);
  });

  it("needs the answers to come in: it is stateless", () => {
    const hop = hopOf(withAcl(ofConsumer, { ingress: [answers(5432, 5432)] }), code);
    assertHop(hop, "blocked", /answers \(TCP 1024-65535\) in from VPC Lattice/, /add an inbound rule to acl-1/);
    assertHop(hopOf(withAcl(ofConsumer, { ingress: [answers(1024, 65535)] }), code), "open", /acl-1/);
  });

  it("is unknown where the answers come in to some of the ports a client may choose", () => {
    assertHop(hopOf(withAcl(ofConsumer, { ingress: [answers(32768, 60999)] }), code), "unknown", /only part/);
    assertHop(hopOf(withAcl(ofConsumer, { ingress: [answers(49152, 65535)] }), code), "unknown", /only part/);
  });

  it("is the VPC's default one for a subnet that none names", () => {
    const closed = { isDefault: true, subnetIds: [], egress: [] };
    assertHop(hopOf(withAcl(ofConsumer, closed), code), "blocked", /no rule of acl-1 \(subnet-client\)/);
    assertHop(hopOf(withAcl(ofConsumer, { ...closed, isDefault: false }), code), "open", /the one AWS makes/);
    assertHop(hopOf(withAcl(ofConsumer, { ...closed, vpcId: "vpc-other" }), code), "open", /the one AWS makes/);
  });

  it("is unknown where a rule that may come first is not known, unless all say the same", () => {
    const later = unknown("the stack is deployed");
    const maybe = rule(90, { cidr: later });
    assertHop(
      hopOf(withAcl(ofConsumer, { egress: [{ ...maybe, action: "deny" }, rule(100)] }), code),
      "unknown",
      /until/,
    );
    assertHop(hopOf(withAcl(ofConsumer, { egress: [maybe] }), code), "unknown", /until the stack is deployed/);
    assertHop(hopOf(withAcl(ofConsumer, { egress: [maybe, rule(100)] }), code), "open", /acl-1/);
    const unplaced = { ...rule(1), number: later };
    assertHop(hopOf(withAcl(ofConsumer, { egress: [unplaced] }), code), "open", /acl-1/);
    assertHop(
      hopOf(withAcl(ofConsumer, { egress: [unplaced, rule(9, { action: "deny" })] }), code),
      "unknown",
      /until/,
    );
    assertHop(
      hopOf(withAcl(ofConsumer, { egress: [rule(100)], subnetIds: later, ingress: [] }), code),
      "unknown",
      /acl-1/,
    );
  });

  it("finds the subnet by the client's address, and asks all where it has none", () => {
    const nowhere = {
      account: consumer,
      region: client.region,
      vpcId: "vpc-consumer",
      securityGroupIds: ["sg-client"],
    };
    const closed = withAcl(ofConsumer, { egress: [] });
    assertHop(hopOf(closed, code, { ...nowhere, sourceIp: "10.1.1.9" }), "blocked", /subnet-client/);
    const second = {
      id: "subnet-2",
      account: consumer,
      vpcId: "vpc-consumer",
      cidr: "10.1.2.0/24",
      zoneId: "euw1-az1",
    };
    const two = { ...closed, subnets: [...closed.subnets, second] };
    assertHop(hopOf(two, code, { ...nowhere, sourceIp: "10.1.2.9" }), "open", /the one AWS makes/);
    assertHop(hopOf(two, code, nowhere), "unknown", /it depends on where the client/);
  });
});

describe("the other network ACL hops", () => {
  it("ask the database's subnets for the gateway, each of them", () => {
    const code = "database-network-acl";
    assertHop(hopOf(withAcl(ofProducer), code), "open", /acl-1/);
    const fromOne = rule(100, { cidr: "10.0.11.0/24" });
    const partly = withAcl(ofProducer, { subnetIds: ["subnet-db-b"], ingress: [fromOne] });
    assertHop(hopOf(partly, code), "blocked", /acl-1 \(subnet-db-b\) lets TCP 5432 in from rgw-1 \(10\.0\.12\.0\/24\)/);
  });

  it("ask the gateway's subnets for the database", () => {
    const gateways = { subnetIds: ["subnet-gateway-b"], ingress: [answers(1024, 5000)] };
    const hop = hopOf(withAcl(ofProducer, gateways), "gateway-network-acl");
    assertHop(hop, "blocked", /lets answers \(TCP 1024-65535\) in from database orders \(10\.0\.1\.0\/24\) pass/);
  });

  it("ask the endpoint's subnets for the client", () => {
    const subnets = [
      ...topology.subnets,
      { id: "subnet-endpoint", account: consumer, vpcId: "vpc-consumer", cidr: "10.1.2.0/24", zoneId: "euw1-az1" },
    ];
    const apart = { ...withEndpoint({ subnetIds: ["subnet-endpoint"] }), subnets };
    const closed = withAcl(ofConsumer, { subnetIds: ["subnet-endpoint"], ingress: [] }, apart);
    assertHop(hopOf(closed, "endpoint-network-acl"), "blocked", /TCP 5432 in from the client in subnet-client/);
  });

  it("are not asked for what stays in one subnet", () => {
    const closed = withAcl(ofConsumer, { egress: [], ingress: [] }, withEndpoint({}));
    assertHop(hopOf(closed, "endpoint-network-acl"), "open", /stays in subnet-client/);
    assertHop(hopOf(closed, "client-network-acl"), "open", /stays in subnet-client/);
  });

  it("judge the direct way by the client's address", () => {
    const outside = rule(100, { cidr: "10.0.12.0/24" });
    const direct = changing("securityGroups", "sg-gateway", {}, withAcl(ofProducer, { egress: [outside] }));
    assertHop(
      hopOf(direct, "database-network-acl", owner),
      "blocked",
      /answers .* out to the client in subnet-gateway-a/,
    );
  });
});
