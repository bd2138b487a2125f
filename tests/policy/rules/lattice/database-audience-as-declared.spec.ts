import assert from "node:assert/strict";
import { databaseAudienceAsDeclared } from "../../../../policy/rules/lattice/database-audience-as-declared";
import { type Node, judgeStack, node, unknown } from "../../judge";
import { judgesStack } from "../../tables";
import {
  consumer,
  declared,
  groupRule,
  inAccount,
  named,
  nativeOrders,
  nativeShare,
  own,
  owner,
  ownWay,
  shared,
  sharedOrders,
  stranger,
  updated,
} from "./shared-orders";

const forConsumer = declared([consumer]);
const organization = "arn:aws:organizations::111122223333:organization/o-1234567890";
const unit = "arn:aws:organizations::111122223333:ou/o-1234567890/ou-1234-12345678";
const share = (name: string): Node => own("aws:ram/resourceShare:ResourceShare", name, {});
const without = (...names: readonly string[]): readonly Node[] =>
  sharedOrders().filter(({ name }) => !names.includes(name));
const changed = (name: string, props: object): readonly Node[] =>
  sharedOrders().map((it) => (it.name === name ? { ...it, props: { ...it.props, ...props } } : it));
const group = (name: string, vpc = "vpc"): Node =>
  own("aws:ec2/securityGroup:SecurityGroup", name, { vpcId: unknown }, { vpcId: [vpc] });
const list = (cidr: string): Node =>
  own("aws:ec2/managedPrefixList:ManagedPrefixList", "list", { entries: [{ cidr }] });
const fromList = groupRule("Ingress", "rule", "db-sg", { prefixListId: unknown });
const byList = { ...fromList, dependsOn: { ...fromList.dependsOn, prefixListId: ["list"] } };
const from = (cidr: string): Node => groupRule("Ingress", "rule", "db-sg", { cidrIpv4: cidr });
const endpoint = (
  target: "resourceConfigurationArn" | "serviceNetworkArn",
  to: string,
  zone = "euw1-az1",
): readonly Node[] => [
  own("aws:ec2/vpc:Vpc", "other-vpc", { cidrBlock: "10.9.0.0/16" }),
  own("aws:ec2/subnet:Subnet", "c", { vpcId: unknown, availabilityZoneId: zone }, { vpcId: ["other-vpc"] }),
  own("aws:ec2/securityGroup:SecurityGroup", "door", { vpcId: unknown }, { vpcId: ["other-vpc"] }),
  groupRule("Ingress", "into-door", "door", { cidrIpv4: "10.9.0.0/16" }),
  own(
    "aws:ec2/vpcEndpoint:VpcEndpoint",
    "endpoint",
    { vpcId: unknown, [target]: unknown, subnetIds: [unknown], securityGroupIds: [unknown] },
    { vpcId: ["other-vpc"], [target]: [to], subnetIds: ["c"], securityGroupIds: ["door"] },
  ),
];

const lets = (who: string, of = "share"): string =>
  `${of}: this share lets ${who} use db, whom ResourceShare "declared" does not name`;
const leads = (entry: string, account: string): string =>
  `${entry}: this way leads from other-vpc to db for account ${account}, whom ResourceShare "declared" does not name`;
const admits = (who: string, denial = 'ResourceShare "declared" does not name'): string =>
  `db: its security groups admit ${who} of its VPC, past the resource gateway, whom ${denial}`;

judgesStack(databaseAudienceAsDeclared, {
  passes: {
    "a database that is shared with whom it is declared for": [...sharedOrders(), forConsumer],
    "the same after the update": updated([...sharedOrders(), forConsumer]),
    "the same in aws-native": [...nativeOrders(), forConsumer],
    "the same in aws-native after the update": updated([...nativeOrders(), forConsumer]),
    "a share that nothing else declares": sharedOrders(),
    "a way of the owner's own that nothing but the program declares": [...sharedOrders(), ...ownWay(owner)],
    "a group that the program lets in, where nothing else says whom": [
      ...sharedOrders(),
      group("app"),
      groupRule("Ingress", "rule", "db-sg", "app"),
    ],
    "a database that is not shared, whoever reaches it": [
      ...without("share", "share-orders", `share-${consumer}`),
      from("10.0.0.0/16"),
    ],
    "a database without a configuration": [...without("orders", "share-orders"), from("10.0.0.0/16")],
    "addresses of no client of the VPC": [...sharedOrders(), forConsumer, from("192.168.0.0/16")],
    "addresses that may be of no client of the VPC": [
      ...changed("vpc", { cidrBlock: unknown }),
      forConsumer,
      from("192.168.0.0/16"),
    ],
    "a prefix list of no client of the VPC": [...sharedOrders(), forConsumer, list("192.168.0.0/16"), byList],
    "a prefix list not known yet": [...sharedOrders(), forConsumer, list(unknown), byList],
    "addresses on another port": [
      ...sharedOrders(),
      forConsumer,
      groupRule(
        "Ingress",
        "rule",
        "db-sg",
        { cidrIpv4: "10.0.0.0/16" },
        { ipProtocol: "tcp", fromPort: 22, toPort: 22 },
      ),
    ],
    "a group while the gateway's are not known": [
      ...changed("gateway", { securityGroupIds: unknown }).map((it) =>
        it.name === "gateway" ? { ...it, dependsOn: {} } : it,
      ),
      forConsumer,
      group("app"),
      groupRule("Ingress", "rule", "db-sg", "app"),
    ],
    "a principal not known yet": [...sharedOrders(), forConsumer, named("share", unknown)],
    "a share of which it is not known what it carries": [
      ...sharedOrders(),
      forConsumer,
      share("other"),
      own(
        "aws:ram/resourceAssociation:ResourceAssociation",
        "open",
        { resourceShareArn: unknown, resourceArn: unknown },
        { resourceShareArn: ["other"] },
      ),
      named("other", stranger),
    ],
    "a declaration not known yet": [...sharedOrders(), declared(unknown), named("share", stranger)],
    "a declaration with an account not known yet": [
      ...sharedOrders(),
      declared([consumer, unknown]),
      named("share", stranger),
    ],
    "a declaration whose inputs nobody tells": [...sharedOrders(), declared(undefined), named("share", stranger)],
    "the way of an account that may be of a declared unit": updated([
      ...sharedOrders(),
      declared([unit, consumer]),
      named("share", unit),
      named("share", stranger),
      ...ownWay(stranger),
    ]).filter(({ name }) => name !== `share-${stranger}`),
    "a way of an account that is not known": [
      ...sharedOrders(),
      forConsumer,
      ...ownWay(stranger).map((it) => ({ ...it, options: {} })),
    ],
    "a way that another account has not been let into": [...sharedOrders(), forConsumer, ...ownWay(stranger)],
    "an endpoint of the owner's own in a zone that may be none of the gateway's": [
      ...sharedOrders(),
      forConsumer,
      ...endpoint("resourceConfigurationArn", "orders", unknown),
    ],
    "the consumer's way in the same program": [...sharedOrders(), forConsumer, ...ownWay(consumer)],
  },
  finds: {
    "an account in the share that the component does not name": [
      [...sharedOrders(), forConsumer, named("share", stranger)],
      lets(stranger),
    ],
    "the same after the update": [updated([...sharedOrders(), forConsumer, named("share", stranger)]), lets(stranger)],
    "the same in aws-native": [
      [...nativeOrders(), forConsumer, nativeShare("more", "orders", [consumer, stranger])],
      lets(stranger, "more"),
    ],
    "the same in aws-native after the update": [
      updated([...nativeOrders(), forConsumer, nativeShare("more", "orders", [stranger])]),
      lets(stranger, "more"),
    ],
    "another share of the same configuration": [
      [...sharedOrders(), forConsumer, share("second"), shared("second", "orders"), named("second", stranger)],
      lets(stranger, "second"),
    ],
    "the whole organisation": [[...sharedOrders(), forConsumer, named("share", organization)], lets(organization)],
    "whoever a service network with the database in it is shared with": [
      [
        ...sharedOrders(),
        forConsumer,
        ...ownWay(owner).slice(0, 2),
        share("second"),
        shared("second", "network"),
        named("second", stranger),
      ],
      lets(stranger, "second"),
    ],
    "a share by a second configuration that leads to the same database": [
      [
        ...sharedOrders(),
        forConsumer,
        own(
          "aws:vpclattice/resourceConfiguration:ResourceConfiguration",
          "again",
          {
            resourceConfigurationDefinition: { dnsResource: { domainName: unknown } },
            resourceGatewayIdentifier: unknown,
          },
          { resourceConfigurationDefinition: ["db"], resourceGatewayIdentifier: ["gateway"] },
        ),
        nativeShare("second", "again", [stranger]),
      ],
      lets(stranger, "second"),
    ],
    "a VPC of the owner's own, associated with a service network": [
      [...sharedOrders(), forConsumer, ...ownWay(owner)],
      leads("association", owner),
    ],
    "a resource endpoint of the owner's own": [
      [...sharedOrders(), forConsumer, ...endpoint("resourceConfigurationArn", "orders")],
      leads("endpoint", owner),
    ],
    "an endpoint of the owner's own to a service network": [
      [...sharedOrders(), forConsumer, ...ownWay(owner).slice(0, 2), ...endpoint("serviceNetworkArn", "network")],
      leads("endpoint", owner),
    ],
    "a way that has outlived the share it was made by": [
      updated([...sharedOrders(), forConsumer, ...ownWay(stranger)]),
      leads("association", stranger),
    ],
    "a range that clients of the VPC have": [
      [...sharedOrders(), forConsumer, from("10.0.0.0/8")],
      admits("addresses in 10.0.0.0/8"),
    ],
    "the same where nothing but the shares say whom": [
      [...sharedOrders(), from("10.0.0.0/8")],
      admits("addresses in 10.0.0.0/8", "no share names"),
    ],
    "a range of the gateway's own subnets": [
      [...sharedOrders(), forConsumer, from("10.0.0.0/24")],
      admits("addresses in 10.0.0.0/24"),
    ],
    "everyone's range, whatever the VPC's is": [
      [...changed("vpc", { cidrBlock: unknown }), forConsumer, from("0.0.0.0/0")],
      admits("addresses in 0.0.0.0/0"),
    ],
    "every port and protocol": [
      [
        ...sharedOrders(),
        forConsumer,
        groupRule("Ingress", "rule", "db-sg", { cidrIpv4: "10.0.3.0/24" }, { ipProtocol: "-1" }),
      ],
      admits("addresses in 10.0.3.0/24"),
    ],
    "a prefix list with addresses of the VPC": [
      [...sharedOrders(), forConsumer, list("10.0.3.0/24"), byList],
      admits("addresses in 10.0.3.0/24"),
    ],
    "another group than the gateway's": [
      [...sharedOrders(), forConsumer, group("app"), groupRule("Ingress", "rule", "db-sg", "app")],
      admits("what carries app"),
    ],
    "the database's own group, by an inline rule": [
      [...changed("db-sg", { ingress: [{ protocol: "tcp", fromPort: 5432, toPort: 5432, self: true }] }), forConsumer],
      admits("what carries db-sg"),
    ],
    "an inline range": [
      [
        ...changed("db-sg", { ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["10.0.3.0/24"] }] }),
        forConsumer,
      ],
      admits("addresses in 10.0.3.0/24"),
    ],
    "what the gateway's group does not let out, as advice": [
      without("to-db"),
      `db: (advice) this database is reached by none of ${consumer}: gateway: no egress rule of gateway-sg allows TCP 5432 to database db`,
    ],
    "what the database does not let in, as advice": [
      [...without("from-gateway"), forConsumer],
      `db: (advice) this database is reached by none of ${consumer}: database-ingress: no ingress rule of db-sg allows TCP 5432 from gateway`,
    ],
    "a public database, which Lattice leads nobody to, as advice": [
      changed("db", { publiclyAccessible: true }),
      `db: (advice) this database is reached by none of ${consumer}: database-available: db is publicly accessible; VPC Lattice shares private databases only`,
    ],
    "a declared account that no share names, as advice": [
      [...sharedOrders(), declared([consumer, stranger])],
      `db: (advice) this database is not reached by ${stranger}, though declared to be: share-names-account: no share of this stack names them`,
    ],
  },
});

describe("database-audience-as-declared with the setting audience", () => {
  const judged = (nodes: readonly Node[], ...entries: readonly string[]): readonly string[] =>
    judgeStack(databaseAudienceAsDeclared, nodes, { knobs: { audience: { db: entries } } }).findings;
  const direct = [...sharedOrders(), group("app"), groupRule("Ingress", "rule", "db-sg", "app")];
  const denial = 'the setting audience of "db" does not name';

  it("takes it for all that is declared", () => {
    assert.deepEqual(judged([...sharedOrders(), forConsumer], consumer), []);
    assert.deepEqual(judged([...sharedOrders(), forConsumer]), [
      `share: this share lets ${consumer} use db, whom ${denial}`,
    ]);
  });

  it("knows a database by the name of its resource configuration, too", () => {
    const options = { knobs: { audience: { orders: [] } } };
    assert.equal(judgeStack(databaseAudienceAsDeclared, sharedOrders(), options).findings.length, 1);
  });

  it("leaves out databases of other stacks", () => {
    const options = { knobs: { audience: { other: [] } } };
    assert.deepEqual(judgeStack(databaseAudienceAsDeclared, sharedOrders(), options).findings, []);
  });

  it("speaks of a database that it names although no share carries it", () => {
    const unshared = [...without("share", "share-orders", `share-${consumer}`), from("10.0.3.0/24")];
    assert.deepEqual(judged(unshared), [admits("addresses in 10.0.3.0/24", denial)]);
  });

  it("lets in groups by name or id, and ranges within those it has", () => {
    assert.deepEqual(judged(direct, consumer), [admits("what carries app", denial)]);
    assert.deepEqual(judged(direct, consumer, "app"), []);
    const outside = groupRule("Ingress", "rule", "db-sg", { referencedSecurityGroupId: "sg-0123456789abcdef0" });
    assert.deepEqual(judged([...sharedOrders(), outside], consumer, "sg-0123456789abcdef0"), []);
    assert.deepEqual(judged([...sharedOrders(), from("10.0.3.0/24")], consumer, "10.0.2.0/23"), []);
    assert.deepEqual(judged([...sharedOrders(), from("10.0.0.0/22")], consumer, "10.0.2.0/23"), [
      admits("addresses in 10.0.0.0/22", denial),
    ]);
  });

  it("lets in all of an account that it names, also the owner's own", () => {
    assert.deepEqual(judged([...sharedOrders(), ...ownWay(owner)], consumer), [
      `association: this way leads from other-vpc to db for account ${owner}, whom ${denial}`,
    ]);
    assert.deepEqual(judged([...direct, ...ownWay(owner)], consumer, owner), []);
  });
});

describe("database-audience-as-declared on a configuration that this project's gateway made", () => {
  // The URN of a part names the types of the components around it.
  const ours = sharedOrders().map((it) =>
    it.name === "orders" ? { ...it, within: "lattice-db:index:ResourceGateway" as const } : it,
  );
  const component = (): Node =>
    node("lattice-db:index:ResourceGateway" as Node["type"], "gateway", {}, {}, inAccount(owner));

  it("takes it to be for nobody whom no share component names", () => {
    const { findings } = judgeStack(databaseAudienceAsDeclared, [...ours, component()]);
    assert.deepEqual(findings, [`share: this share lets ${consumer} use db, whom no ResourceShare names`]);
  });

  it("goes by the shares where components are not told", () => {
    assert.deepEqual(judgeStack(databaseAudienceAsDeclared, ours).findings, []);
  });
});
