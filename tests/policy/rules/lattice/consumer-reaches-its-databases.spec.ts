import { consumerReachesItsDatabases } from "../../../../policy/rules/lattice/consumer-reaches-its-databases";
import { type Node, type Props, node, unknown } from "../../judge";
import { judgesStack } from "../../tables";
import { groupRule, own, sharedOrders, updated } from "./shared-orders";

const id = "rcfg-0123456789abcdef0";
const arn = `arn:aws:vpc-lattice:eu-west-1:444455556666:resourceconfiguration/${id}`;
const lattice = { cidrIpv4: "129.224.0.0/17" };
const tcp = (port: number): Props => ({ ipProtocol: "tcp", fromPort: port, toPort: port });
const group = (name: string): Node =>
  own("aws:ec2/securityGroup:SecurityGroup", name, { vpcId: unknown }, { vpcId: ["vpc"] });

/** A VPC associated with a service network that has another account's database in it; its clients carry a group. */
const consumer = (): readonly Node[] => [
  own("aws:ec2/vpc:Vpc", "vpc", { cidrBlock: "10.1.0.0/16" }),
  group("client"),
  group("door"),
  groupRule("Egress", "out", "client", lattice),
  groupRule("Ingress", "in", "door", "client"),
  own("aws:vpclattice/serviceNetwork:ServiceNetwork", "network"),
  own(
    "aws:vpclattice/serviceNetworkVpcAssociation:ServiceNetworkVpcAssociation",
    "association",
    { serviceNetworkIdentifier: unknown, vpcIdentifier: unknown, securityGroupIds: [unknown] },
    { serviceNetworkIdentifier: ["network"], vpcIdentifier: ["vpc"], securityGroupIds: ["door"] },
  ),
  own(
    "aws:vpclattice/serviceNetworkResourceAssociation:ServiceNetworkResourceAssociation",
    "orders",
    { serviceNetworkIdentifier: unknown, resourceConfigurationIdentifier: arn },
    { serviceNetworkIdentifier: ["network"] },
  ),
];

const nativeConsumer = (): readonly Node[] => [
  ...consumer().filter(({ name }) => !["network", "association", "orders"].includes(name)),
  own("aws-native:vpclattice:ServiceNetwork", "network"),
  own(
    "aws-native:vpclattice:ServiceNetworkVpcAssociation",
    "association",
    { serviceNetworkIdentifier: unknown, vpcIdentifier: unknown, securityGroupIds: [unknown] },
    { serviceNetworkIdentifier: ["network"], vpcIdentifier: ["vpc"], securityGroupIds: ["door"] },
  ),
  own(
    "aws-native:vpclattice:ServiceNetworkResourceAssociation",
    "orders",
    { serviceNetworkId: unknown, resourceConfigurationId: id },
    { serviceNetworkId: ["network"] },
  ),
];

/** This project's component, which knows the port. */
const access = (port: unknown): Node =>
  node("lattice-db:index:DatabaseAccess", "access", { databases: { stock: { resourceConfigurationArn: arn, port } } });
const without = (name: string): readonly Node[] => consumer().filter((it) => it.name !== name);
const endpoint = own(
  "aws:ec2/vpcEndpoint:VpcEndpoint",
  "endpoint",
  { vpcId: unknown, resourceConfigurationArn: arn, securityGroupIds: [unknown] },
  { vpcId: ["vpc"], securityGroupIds: ["door"] },
);
const byEndpoint = (...names: readonly string[]): readonly Node[] => [
  ...consumer().filter((it) => ["vpc", "client", "door", ...names].includes(it.name)),
  endpoint,
];
const finding = (what: string, of = "orders", to = id): string =>
  `${of}: this way to ${to} lets no client through: ${what}`;

judgesStack(consumerReachesItsDatabases, {
  passes: {
    "a way that is open": consumer(),
    "the same after the update": updated(consumer()),
    "the same in aws-native": nativeConsumer(),
    "the same in aws-native after the update": updated(nativeConsumer()),
    "a way whose port is known": [...consumer(), access(5432)],
    "a port not known yet": [...consumer(), access(unknown)],
    "an association that lets in every client": consumer().map((it) =>
      it.name === "association" ? { ...it, props: { ...it.props, securityGroupIds: [] } } : it,
    ),
    "clients let in by address, who may carry any group": [
      ...without("in").filter(({ name }) => name !== "out"),
      groupRule("Ingress", "in", "door", { cidrIpv4: "10.1.0.0/16" }),
    ],
    "clients that carry a group of another stack": [
      ...without("in"),
      groupRule("Ingress", "in", "door", { referencedSecurityGroupId: "sg-0123456789abcdef0" }),
    ],
    "a client that needs two groups": [
      ...without("out"),
      group("lattice"),
      groupRule("Egress", "out", "lattice", lattice),
    ],
    "a group not known yet": consumer().map((it) =>
      it.name === "association" ? { ...it, props: { ...it.props, securityGroupIds: unknown }, dependsOn: {} } : it,
    ),
    "a VPC that another stack associates": without("association"),
    "a VPC of another stack": consumer()
      .filter(({ name }) => name !== "vpc")
      .map((it) => ({
        ...it,
        dependsOn: Object.fromEntries(Object.entries(it.dependsOn).filter(([, [to]]) => to !== "vpc")),
        props: Object.fromEntries(
          Object.entries(it.props).map(([key, value]) => [key, /^vpcI/.test(key) ? "vpc-0123456789abcdef0" : value]),
        ),
      })),
    "a service network into which another stack may lead": [
      ...without("association"),
      own("aws:vpclattice/serviceNetwork:ServiceNetwork", "other"),
      own(
        "aws:vpclattice/serviceNetworkVpcAssociation:ServiceNetworkVpcAssociation",
        "association",
        { serviceNetworkIdentifier: unknown, vpcIdentifier: unknown, securityGroupIds: [unknown] },
        { serviceNetworkIdentifier: ["other"], vpcIdentifier: ["vpc"], securityGroupIds: ["door"] },
      ),
    ],
    "a database of its own, which others are told of": sharedOrders(),
    "an endpoint": byEndpoint("in", "out"),
  },
  finds: {
    "an association whose group admits nobody": [
      without("in"),
      finding(
        "vpc-association: no ingress rule of door allows TCP on the database's port from the client in vpc of account 111122223333",
      ),
    ],
    "the same in aws-native after the update": [
      updated(nativeConsumer().filter(({ name }) => name !== "in")),
      finding(
        "vpc-association: no ingress rule of door allows TCP on the database's port from the client in vpc of account 111122223333",
      ),
    ],
    "an association whose group admits to another port": [
      [...without("in"), groupRule("Ingress", "in", "door", "client", tcp(3306)), access(5432)],
      finding(
        "vpc-association: no ingress rule of door allows TCP 5432 from the client in vpc of account 111122223333",
        "orders",
        "stock",
      ),
    ],
    "clients that may not go out": [
      without("out"),
      finding(
        "client-egress: no egress rule of client, door allows TCP on the database's port to VPC Lattice (129.224.0.0/17)",
      ),
    ],
    "clients that may go out to the database's own addresses only": [
      [...without("out"), groupRule("Egress", "out", "client", { cidrIpv4: "10.0.0.0/16" }), access(5432)],
      finding(
        "client-egress: no egress rule of client, door allows TCP 5432 to VPC Lattice (129.224.0.0/17)",
        "orders",
        "stock",
      ),
    ],
    "an endpoint whose group admits nobody": [
      byEndpoint("out"),
      finding(
        "endpoint: no ingress rule of door allows TCP on the database's port from the client in vpc of account 111122223333",
        "endpoint",
      ),
    ],
  },
});
