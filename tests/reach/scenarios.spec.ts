import assert from "node:assert/strict";
import { sourceFromPreview } from "../../reach/source";
import { topologyOf } from "../../reach/topology-of";
import { outsideClient } from "../../reachability/client";
import { explain } from "../../reachability/explain";
import { previewText, verdictOn } from "./recorded-stacks";
import { changed, tell, type Made, type Scenario } from "./scenario";
import { stacks } from "./three-ways";

// After polytomic/on-premises (aws-privatelink-rds-lattice/TROUBLESHOOTING.md).
const producerSide: readonly Scenario[] = [
  {
    symptom: "the gateway never became active",
    change: { "producer/db-gateway": { status: "CREATE_FAILED" } },
    ...{ hop: "gateway", verdict: "blocked", fix: /wait for rgw-\w+, or create it anew/ },
  },
  {
    symptom: "the rule was made on a security group that the database does not carry",
    change: { "producer/orders-instance": { vpcSecurityGroupIds: ["sg-90b5e5cc0b77ab6a1"] } },
    ...{ hop: "database-ingress", verdict: "blocked", fix: /add an ingress rule to sg-90b5e5cc0b77ab6a1/ },
  },
  {
    symptom: "the database's rule is for another port",
    change: { "producer/db-orders-ingress": { fromPort: 3306, toPort: 3306 } },
    ...{ hop: "database-ingress", verdict: "blocked", fix: /that allows TCP 5432 from rgw-/ },
  },
  {
    symptom: "the database's rule names another security group than the gateway's",
    change: { "producer/db-orders-ingress": { referencedSecurityGroupId: "sg-b50837ee338bba745" } },
    ...{ hop: "database-ingress", verdict: "blocked", fix: /\(sg-90b5e5cc0b77ab6a1\)/ },
  },
  {
    symptom: "somebody has narrowed the egress of the gateway's security group",
    change: { "producer/db-orders-egress": { fromPort: 443, toPort: 443 } },
    ...{ hop: "gateway", verdict: "blocked", fix: /add an egress rule to sg-90b5e5cc0b77ab6a1 that allows TCP 5432/ },
  },
  {
    symptom: "the gateway is in another VPC than the database",
    change: { "producer/db-gateway": { vpcId: "vpc-0123456789abcdef0" } },
    ...{ hop: "gateway-route", verdict: "blocked", fix: /create a resource gateway in the VPC of orders-/ },
  },
  {
    symptom: "the database is publicly accessible, and its name answers a public address",
    change: { "producer/orders-instance": { publiclyAccessible: true } },
    ...{ hop: "database-available", verdict: "blocked", fix: /publiclyAccessible|public/ },
  },
  {
    symptom: "the database is stopped",
    change: { "producer/orders-instance": { status: "stopped" } },
    ...{ hop: "database-available", verdict: "blocked", fix: /start|wait/ },
  },
  {
    symptom: "a network ACL of the gateway's subnets lets no answers in",
    made: [networkAcl("gateway", [allow(5432, "egress")])],
    ...{ hop: "gateway-network-acl", verdict: "blocked", fix: /add an inbound rule to acl-\w+ that allows answers/ },
  },
  {
    symptom: "a network ACL of the database's subnets denies the port",
    made: [networkAcl("database", [allow(0, "egress"), allow(0, "ingress"), denied(5432)])],
    ...{
      hop: "database-network-acl",
      verdict: "blocked",
      fix: /that allows TCP 5432 in from .*, with a number below 50/,
    },
  },
  {
    symptom: "a route of the gateway's subnets sends the database's range elsewhere",
    made: [
      {
        type: "aws:ec2/route:Route",
        inputs: {
          ...{ routeTableId: "«network-gateway-routes»", destinationCidrBlock: "10.0.0.64/26" },
          natGatewayId: "nat-0123456789abcdef0",
        },
      },
    ],
    ...{ hop: "gateway-route", verdict: "blocked", fix: /add a route to rtb-\w+: 10\.0\.0\.64\/26 to the local route/ },
  },
];

// After aws-samples/sample-vpc-lattice-multi-account-connectivity (docs/12).
const consumerSide: readonly Scenario[] = [
  {
    symptom: "the VPC association failed",
    change: { "consumer/databases-vpc": { status: "CREATE_FAILED" } },
    ...{ hop: "vpc-association", verdict: "blocked", fix: /wait for snva-\w+, or create it anew/ },
  },
  {
    symptom: "the VPC is associated with another service network than the one that was meant",
    change: { "consumer/databases-vpc": { serviceNetworkIdentifier: "sn-0123456789abcdef0" } },
    ...{
      hop: "vpc-association",
      verdict: "blocked",
      fix: /^associate vpc-7796e84b9ec6c306f with sn-245d15cc5180eef35/,
    },
  },
  {
    symptom: "the share was taken away after the association was made, which goes on",
    change: { "producer/orders-444455556666": { principal: "777788889999" } },
    ...{ hop: "share-names-account", verdict: "open", fix: /works until it is deleted: delete the association/ },
  },
];

// After the lessons of cross-account labs, and AWS's own considerations.
const lessons: readonly Scenario[] = [
  {
    symptom: "the client may only go to its own VPC, and Lattice's addresses are elsewhere",
    change: { "consumer/databases-5432-egress": { cidrIpv4: "10.1.0.0/16" } },
    ...{ hop: "client-egress", verdict: "blocked", fix: /allows TCP 5432 to VPC Lattice \(129\.224\.0\.0\/17\)/ },
  },
  {
    symptom: "the association's security group still admits the clients of before",
    change: { "consumer/databases-5432-ingress": { referencedSecurityGroupId: "sg-999cd7de0d55a2cfa" } },
    ...{ hop: "vpc-association", verdict: "blocked", fix: /\(sg-cc8836f94c14d3cd1\)/ },
  },
  {
    symptom: "the resource configuration carries another port than the database's",
    change: { "producer/db-orders": { type: "SINGLE", portRanges: ["3306"] } },
    ...{ hop: "resource-configuration", verdict: "blocked", fix: /add "5432" to portRanges of rcfg-/ },
  },
  {
    symptom: "the endpoint's subnets have no zone in common with the gateway's",
    way: "resource-endpoint",
    change: {
      "consumer/network-client-a": { availabilityZoneId: "euw1-az3" },
      "consumer/network-client-b": { availabilityZoneId: "euw1-az3" },
    },
    ...{ hop: "endpoint", verdict: "blocked", fix: /into a subnet in euw1-az1 or euw1-az2/ },
  },
  {
    symptom: "the endpoint waits for nobody: it failed",
    way: "service-network-endpoint",
    change: { "consumer/endpoint": { state: "failed" } },
    ...{ hop: "endpoint", verdict: "blocked", fix: /vpce-0123456789abcdef0/ },
  },
];

/** From the port on; from all of them. */
function allow(port: number, direction: "ingress" | "egress") {
  const ports = { fromPort: port, toPort: port === 0 ? 0 : port, protocol: port === 0 ? "-1" : "tcp" };
  return { direction, ruleNo: 100, action: "allow", cidrBlock: "0.0.0.0/0", ...ports };
}

function denied(port: number): ReturnType<typeof allow> {
  return { ...allow(port, "ingress"), ruleNo: 50, action: "deny" };
}

/** Of the producer's gateway or database subnets, with these rules alone. */
function networkAcl(part: "gateway" | "database", rules: readonly ReturnType<typeof allow>[]): Made {
  const own = (direction: string) => rules.filter((it) => it.direction === direction);
  const subnetIds = ["a", "b"].map((zone) => `«network-${part}-${zone}»`);
  return {
    type: "aws:ec2/networkAcl:NetworkAcl",
    inputs: { vpcId: "«network-vpc»", subnetIds, ingress: own("ingress"), egress: own("egress") },
  };
}

describe("why a client does not get through, told by its symptom:", () => {
  tell([...producerSide, ...consumerSide, ...lessons]);
});

describe("why a client on premises does not get through, told by its symptom:", () => {
  it("a VPC association takes clients of its own VPC only, and there is no endpoint", () => {
    const { topology } = topologyOf(changed("vpc-association", {}));
    const found = explain(
      topology,
      outsideClient("192.168.0.0/16"),
      topology.databases[0] ?? assert.fail("no database"),
    );
    assert.equal(`${found.verdict} at ${found.headline?.code ?? ""}`, "unknown at vpc-association");
    assert.match(found.headline?.fix ?? "", /create an endpoint in a VPC that your VPN or Direct Connect leads into/);
  });
});

describe("why a client will not get through, told before anything is deployed:", () => {
  const planned: readonly (readonly [string, "producer" | "consumer", RegExp, string, string, RegExp])[] = [
    [
      "the share names another account",
      "producer",
      /("principal": ?)"444455556666"/,
      '$1"777788889999"',
      "blocked at share-names-account",
      /share .* with account 444455556666 in AWS RAM/,
    ],
    [
      "the share goes to accounts outside the organisation, and its invitation may wait",
      "producer",
      /("allowExternalPrincipals": ?)false/,
      "$1true",
      "unknown at share-names-account",
      /wait until its principals and their acceptance are known/,
    ],
    [
      "the service network may be shared, and the configuration does not allow that",
      "consumer",
      /("sharingConfig": ?\{\s*"enabled": ?)false/,
      "$1true",
      "blocked at resource-association",
      /use a service network with sharing disabled/,
    ],
  ];
  for (const [symptom, stack, from, to, verdict, fix] of planned) {
    it(`${symptom} (${verdict})`, () => {
      const sources = stacks.map((it) => {
        const text = previewText(it);
        const other = it === stack ? text.replace(new RegExp(from, "g"), to) : text;
        assert.equal(other !== text, it === stack);
        return sourceFromPreview(other, it);
      });
      const found = verdictOn(topologyOf(sources));
      assert.equal(`${found.verdict} at ${found.headline?.code ?? ""}`, verdict, found.headline?.reason);
      assert.match(found.headline?.fix ?? "", fix);
    });
  }
});
