import { latticeGatewayEgressToDatabaseOnly } from "../../../../policy/rules/lattice/lattice-gateway-egress-to-database-only";
import { type Node, node, unknown } from "../../judge";
import { judgesStack } from "../../tables";
import { fromGateway, knownPath, nativePath, path } from "../network/shared-database";

const egress = (props: object, dependsOn: Node["dependsOn"] = {}) =>
  node(
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
    "rule",
    { securityGroupId: unknown, ipProtocol: "tcp", fromPort: 5432, toPort: 5432, ...props },
    { securityGroupId: ["gateway-sg"], ...dependsOn },
  );
const toDatabase = (props: object = {}) =>
  egress({ referencedSecurityGroupId: unknown, ...props }, { referencedSecurityGroupId: ["db-sg"] });
const other = node("aws:ec2/securityGroup:SecurityGroup", "other-sg");
const elsewhere = path().map((it) =>
  it.name === "orders" ? { ...it, dependsOn: { resourceGatewayIdentifier: ["gateway"] } } : it,
);

/** Beside its own a gateway leads to a database that nobody here has made. */
const adopted: readonly Node[] = [
  ...path(),
  node(
    "aws:vpclattice/resourceConfiguration:ResourceConfiguration",
    "adopted",
    {
      resourceConfigurationDefinition: { arnResource: { arn: "arn:aws:rds:eu-west-1:111122223333:db:legacy" } },
      resourceGatewayIdentifier: unknown,
    },
    { resourceGatewayIdentifier: ["gateway"] },
  ),
];

const wide = (at: string): string => `rule: ${at} lets gateway reach addresses rather than a database's group`;
const stranger = (at: string): string => `rule: ${at} lets gateway reach what is none of its databases`;
const more = "lets gateway reach more than its databases' ports";

judgesStack(latticeGatewayEgressToDatabaseOnly, {
  passes: {
    "a group that is none of this stack's, where a database is not either": [
      ...adopted,
      egress({ referencedSecurityGroupId: "sg-0123456789abcdef0", fromPort: 6432, toPort: 6432 }),
    ],
    "the database's group on its port": [...path(), fromGateway, toDatabase()],
    "a gateway without egress": path(),
    "the same in aws-native": [
      ...nativePath(),
      node(
        "aws-native:ec2:SecurityGroupEgress",
        "rule",
        { groupId: unknown, destinationSecurityGroupId: unknown, ipProtocol: "tcp", fromPort: 5432, toPort: 5432 },
        { groupId: ["gateway-sg"], destinationSecurityGroupId: ["db-sg"] },
      ),
    ],
    "the same with everything known": [
      ...knownPath(),
      node("aws:ec2/securityGroupRule:SecurityGroupRule", "rule", {
        type: "egress",
        securityGroupId: "sg-gateway",
        sourceSecurityGroupId: "sg-db",
        protocol: "tcp",
        fromPort: 3306,
        toPort: 3306,
      }),
    ],
    "any group on any port while the databases are of another stack": [
      ...elsewhere,
      other,
      egress({ referencedSecurityGroupId: unknown, ipProtocol: "-1" }, { referencedSecurityGroupId: ["other-sg"] }),
    ],
    "wide egress of another group": [...path(), egress({ cidrIpv4: "10.0.0.0/8" }, { securityGroupId: ["db-sg"] })],
    "ports while the group of one of its databases is not known": [
      ...path(),
      node("aws:rds/instance:Instance", "other-db", { vpcSecurityGroupIds: unknown }),
      ...path().flatMap((it) =>
        it.name === "orders"
          ? [{ ...it, name: "again", dependsOn: { ...it.dependsOn, resourceConfigurationDefinition: ["other-db"] } }]
          : [],
      ),
      toDatabase({ ipProtocol: "-1" }),
    ],
    "a group given by its id on both sides": path().map((it) => {
      if (it.name === "db") return { ...it, props: { ...it.props, vpcSecurityGroupIds: ["sg-9"] } };
      if (it.name !== "gateway-sg") return it;
      return {
        ...it,
        props: { egress: [{ protocol: "tcp", fromPort: 5432, toPort: 5432, securityGroups: ["sg-9"] }] },
      };
    }),
  },
  finds: {
    "a group that is none of this stack's, where every database is": [
      [...path(), egress({ referencedSecurityGroupId: "sg-0123456789abcdef0" })],
      stranger("referencedSecurityGroupId"),
    ],
    "a group of this stack that is no database's, whatever else it leads to": [
      [...adopted, other, egress({ referencedSecurityGroupId: unknown }, { referencedSecurityGroupId: ["other-sg"] })],
      stranger("referencedSecurityGroupId"),
    ],
    "a block": [[...path(), egress({ cidrIpv4: "10.0.0.0/24" })], wide("cidrIpv4")],
    "a prefix list": [[...path(), egress({ prefixListId: "pl-1" })], wide("prefixListId")],
    "a block while the databases are of another stack": [
      [...elsewhere, egress({ cidrIpv6: "::/0" })],
      wide("cidrIpv6"),
    ],
    "a block while no configuration is there": [
      [...path().filter(({ name }) => name !== "orders"), egress({ cidrIpv4: "10.0.0.0/24" })],
      wide("cidrIpv4"),
    ],
    "another group": [
      [...path(), other, egress({ referencedSecurityGroupId: unknown }, { referencedSecurityGroupId: ["other-sg"] })],
      stranger("referencedSecurityGroupId"),
    ],
    "a group of another stack": [
      [...path(), egress({ referencedSecurityGroupId: "sg-9" })],
      stranger("referencedSecurityGroupId"),
    ],
    "the database of another gateway": [
      [
        ...path(),
        other,
        node(
          "aws:rds/instance:Instance",
          "other-db",
          { vpcSecurityGroupIds: [unknown] },
          { vpcSecurityGroupIds: ["other-sg"] },
        ),
        node("aws:vpclattice/resourceGateway:ResourceGateway", "other-gateway", { securityGroupIds: [] }),
        ...path().flatMap((it) =>
          it.name === "orders"
            ? [
                {
                  ...it,
                  name: "again",
                  dependsOn: {
                    resourceConfigurationDefinition: ["other-db"],
                    resourceGatewayIdentifier: ["other-gateway"],
                  },
                },
              ]
            : [],
        ),
        egress({ referencedSecurityGroupId: unknown }, { referencedSecurityGroupId: ["other-sg"] }),
      ],
      stranger("referencedSecurityGroupId"),
    ],
    "every port of the database": [[...path(), toDatabase({ ipProtocol: "-1" })], `rule: this rule ${more}`],
    "another port of the database": [[...path(), toDatabase({ fromPort: 22, toPort: 22 })], `rule: this rule ${more}`],
    "a range of ports": [[...path(), toDatabase({ toPort: 5433 })], `rule: this rule ${more}`],
    "an inline block": [
      path().map((it) =>
        it.name === "gateway-sg" ? { ...it, props: { egress: [{ protocol: "-1", cidrBlocks: ["0.0.0.0/0"] }] } } : it,
      ),
      "gateway-sg: egress[0].cidrBlocks[0] lets gateway reach addresses rather than a database's group",
    ],
    "rules in, as advice": [
      path().map((it) =>
        it.name === "gateway-sg" ? { ...it, props: { ingress: [{ protocol: "tcp", securityGroups: ["sg-9"] }] } } : it,
      ),
      "gateway-sg: (advice) ingress[0] admits traffic to gateway, which never receives any",
    ],
  },
  undecided: {
    "a destination not known yet": [...path(), egress({ referencedSecurityGroupId: unknown })],
    "a gateway that may have either group": [
      ...path().map((it) =>
        it.name === "gateway" ? { ...it, dependsOn: { securityGroupIds: ["gateway-sg", "db-sg"] } } : it,
      ),
      egress({ cidrIpv4: "10.0.0.0/24" }),
    ],
    "a gateway whose groups are not known": [
      ...path().map((it) => (it.name === "gateway" ? { ...it, dependsOn: {} } : it)),
      egress({ cidrIpv4: "10.0.0.0/24" }),
    ],
    "a database whose groups are not known": [
      ...path().map((it) => (it.name === "db" ? { ...it, dependsOn: {} } : it)),
      toDatabase({ ipProtocol: "-1" }),
    ],
    "ports not known yet": [...path(), toDatabase({ fromPort: unknown })],
  },
});
