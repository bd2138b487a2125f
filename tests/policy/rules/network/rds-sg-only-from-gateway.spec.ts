import { rdsSgOnlyFromGateway } from "../../../../policy/rules/network/rds-sg-only-from-gateway";
import { type Node, node, unknown } from "../../judge";
import { judgesStack } from "../../tables";
import { fromGateway, path, nativePath, knownPath } from "./shared-database";

const stranger = (at: string): string => `rule: ${at} admits another source than the gateway to db`;
const rule = (props: object, dependsOn: Node["dependsOn"] = {}) =>
  node(
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    "rule",
    { securityGroupId: unknown, ipProtocol: "tcp", fromPort: 5432, toPort: 5432, ...props },
    { securityGroupId: ["db-sg"], ...dependsOn },
  );
const other = node("aws:ec2/securityGroup:SecurityGroup", "other-sg");
const fromOther = rule({ referencedSecurityGroupId: unknown }, { referencedSecurityGroupId: ["other-sg"] });

/** A proxy before the database, with what each of the two admits. */
const proxied = (target: Node["dependsOn"] = { dbInstanceIdentifier: ["db"] }): readonly Node[] => [
  ...path(),
  fromGateway,
  node("aws:ec2/securityGroup:SecurityGroup", "proxy-sg"),
  node("aws:rds/proxy:Proxy", "proxy", { vpcSecurityGroupIds: [unknown] }, { vpcSecurityGroupIds: ["proxy-sg"] }),
  node(
    "aws:rds/proxyTarget:ProxyTarget",
    "target",
    { dbProxyName: unknown, dbInstanceIdentifier: unknown },
    { dbProxyName: ["proxy"], ...target },
  ),
  rule({ referencedSecurityGroupId: unknown }, { referencedSecurityGroupId: ["proxy-sg"] }),
];
const intoProxy = (props: object, dependsOn: Node["dependsOn"] = {}) => {
  const into = rule(props, { ...dependsOn, securityGroupId: ["proxy-sg"] });
  return { ...into, name: "into-proxy" };
};

judgesStack(rdsSgOnlyFromGateway, {
  passes: {
    "a database that admits its proxy, which admits the gateway": [
      ...proxied(),
      intoProxy({ referencedSecurityGroupId: unknown }, { referencedSecurityGroupId: ["gateway-sg"] }),
    ],
    "a database that admits the gateway": [...path(), fromGateway],
    "the same in aws-native": nativePath(),
    "the same with everything known": knownPath(),
    "a block on another port": [...path(), rule({ cidrIpv4: "10.0.0.0/16", fromPort: 22, toPort: 22 })],
    "a block on another port, while the provider has still to fill the database's in": [
      ...path().map((it) =>
        it.name === "db" ? { ...it, props: { ...it.props, port: unknown }, options: { inputs: it.props } } : it,
      ),
      rule({ cidrIpv4: "10.0.0.0/16", fromPort: 22, toPort: 22 }),
    ],
    "a range that begins above the port": [...path(), rule({ cidrIpv4: "10.0.0.0/16", fromPort: 5433, toPort: 6000 })],
    "a range that ends below the port": [...path(), rule({ cidrIpv4: "10.0.0.0/16", fromPort: 1, toPort: 5431 })],
    ping: [...path(), rule({ cidrIpv4: "10.0.0.0/16", ipProtocol: "icmp", fromPort: -1, toPort: -1 })],
    "a block into another group": [
      ...path(),
      other,
      rule({ cidrIpv4: "10.0.0.0/16" }, { securityGroupId: ["other-sg"] }),
    ],
    "a database that is not shared": [
      ...path().filter(({ name }) => name !== "orders"),
      rule({ cidrIpv4: "10.0.0.0/16" }),
    ],
    "groups while the gateway is of another stack": [
      ...path().filter(({ name }) => name !== "gateway"),
      other,
      fromOther,
    ].map((it) => (it.name === "orders" ? { ...it, dependsOn: { resourceConfigurationDefinition: ["db"] } } : it)),
    "an outgoing rule": [
      ...path(),
      node(
        "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
        "rule",
        { securityGroupId: unknown, cidrIpv4: "10.0.0.0/16", ipProtocol: "-1" },
        { securityGroupId: ["db-sg"] },
      ),
    ],
  },
  finds: {
    "a proxy before another database": [
      [node("aws:rds/instance:Instance", "elsewhere"), ...proxied({ dbInstanceIdentifier: ["elsewhere"] })],
      stranger("referencedSecurityGroupId"),
    ],
    "a proxy that admits somebody else": [
      [...proxied(), intoProxy({ cidrIpv4: "10.0.0.0/16" })],
      "into-proxy: cidrIpv4 admits another source than the gateway to proxy",
    ],
    "a block of addresses": [[...path(), rule({ cidrIpv4: "10.0.0.0/28" })], stranger("cidrIpv4")],
    "a block not known yet": [[...path(), rule({ cidrIpv6: unknown })], stranger("cidrIpv6")],
    "a prefix list": [[...path(), rule({ prefixListId: "pl-1" })], stranger("prefixListId")],
    "every stranger of one rule": [
      [...path(), rule({ cidrIpv4: "10.0.0.0/28", prefixListId: "pl-1" })],
      [stranger("cidrIpv4"), stranger("prefixListId")],
    ],
    "another group": [[...path(), other, fromOther], stranger("referencedSecurityGroupId")],
    "a group of another stack": [
      [...path(), rule({ referencedSecurityGroupId: "sg-9" })],
      stranger("referencedSecurityGroupId"),
    ],
    "every port": [[...path(), rule({ cidrIpv4: "10.0.0.0/28", ipProtocol: "-1" })], stranger("cidrIpv4")],
    "a range around the port": [
      [...path(), rule({ cidrIpv4: "10.0.0.0/28", fromPort: 5432, toPort: 6000 })],
      stranger("cidrIpv4"),
    ],
    "a range that ends with the port": [
      [...path(), rule({ cidrIpv4: "10.0.0.0/28", fromPort: 1 })],
      stranger("cidrIpv4"),
    ],
    "itself, by an inline rule": [
      path({ ingress: [{ protocol: "tcp", fromPort: 5432, toPort: 5432, self: true }] }),
      "db-sg: ingress[0].self admits another source than the gateway to db",
    ],
    "a block by an inline rule": [
      path({ ingress: [{ protocol: "tcp", fromPort: 5432, toPort: 5432, cidrBlocks: ["10.0.0.0/16"] }] }),
      "db-sg: ingress[0].cidrBlocks[0] admits another source than the gateway to db",
    ],
    "a block although the gateway is of another stack": [
      [...path().filter(({ name }) => name !== "gateway"), rule({ cidrIpv4: "10.0.0.0/16" })].map((it) =>
        it.name === "orders" ? { ...it, dependsOn: { resourceConfigurationDefinition: ["db"] } } : it,
      ),
      stranger("cidrIpv4"),
    ],
    "one mistake once, however many configurations lead there": [
      [
        ...path(),
        ...path().flatMap((it) => (it.name === "orders" ? [{ ...it, name: "again" }] : [])),
        rule({ cidrIpv4: "10.0.0.0/16" }),
      ],
      stranger("cidrIpv4"),
    ],
    "a block on MySQL's port": [
      [...path({}, { engine: "mysql" }), rule({ cidrIpv4: "10.0.0.0/16", fromPort: 3306, toPort: 3306 })],
      stranger("cidrIpv4"),
    ],
    "a block on the port given": [
      [...path({}, { engine: "mysql", port: 6033 }), rule({ cidrIpv4: "10.0.0.0/16", fromPort: 6033, toPort: 6033 })],
      stranger("cidrIpv4"),
    ],
    "any port while the database's is not known": [
      [...path({}, { engine: "oracle-ee" }), rule({ cidrIpv4: "10.0.0.0/16", fromPort: 1, toPort: 1 })],
      stranger("cidrIpv4"),
    ],
    "a stranger with everything known": [
      [
        ...knownPath(),
        node("aws:ec2/securityGroupRule:SecurityGroupRule", "rule", {
          type: "ingress",
          securityGroupId: "sg-db",
          sourceSecurityGroupId: "sg-other",
          protocol: "tcp",
          fromPort: 5432,
          toPort: 5432,
        }),
      ],
      "rule: sourceSecurityGroupId admits another source than the gateway to db",
    ],
  },
  undecided: {
    "a source not known yet": [...path(), rule({ referencedSecurityGroupId: unknown })],
    "a group the rule may not belong to": [...path(), rule({ cidrIpv4: "10.0.0.0/16" }, { securityGroupId: [] })],
  },
});

judgesStack(rdsSgOnlyFromGateway, {
  options: { knobs: { extraSourceSgs: ["other-sg", "sg-9"] } },
  passes: {
    "a further group, by its name": [...path(), other, fromOther],
    "a further group, by its id": [...path(), rule({ referencedSecurityGroupId: "sg-9" })],
  },
});
