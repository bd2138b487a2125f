import { latticeConfigTarget } from "../../../../policy/rules/lattice/lattice-config-target";
import { node, unknown } from "../../judge";
import { judges, judgesStack } from "../../tables";

const arn = "arn:aws:rds:eu-central-1:111111111111:db:orders";
const settings = { ownAccounts: ["111111111111"], trustedAccounts: ["222222222222"] };
const path = "resourceConfigurationDefinition";
const dns = (domainName: unknown) => ({ [path]: { dnsResource: { domainName, ipAddressType: "IPV4" } } });

for (const [token, write, at] of [
  [
    "aws:vpclattice/resourceConfiguration:ResourceConfiguration",
    (target: unknown) => ({ [path]: { arnResource: { arn: target } } }),
    `${path}.arnResource.arn`,
  ],
  [
    "aws-native:vpclattice:ResourceConfiguration",
    (target: unknown) => ({ [path]: { arnResource: target } }),
    `${path}.arnResource`,
  ],
] as const) {
  judges(latticeConfigTarget, token, {
    base: write(arn),
    passes: {
      "a cluster of ours": [write(arn.replace(":db:", ":cluster:")), { settings }],
      "a database of China": write(arn.replace("arn:aws:", "arn:aws-cn:")),
      "no definition, as groups have none": { [path]: undefined },
      "the endpoint of a proxy": dns("orders.proxy-1.eu-central-1.rds.amazonaws.com"),
      "the same in other letters": dns("ORDERS.eu-central-1.RDS.amazonaws.com."),
      "a proxy of China": dns("orders.cn-north-1.rds.amazonaws.com.cn"),
      "a proxy of China as RDS writes it": dns("orders.proxy-a1b2c3.rds.cn-north-1.amazonaws.com.cn"),
      "a cluster of China's other Region": dns("orders.cluster-a1b2c3.rds.cn-northwest-1.amazonaws.com.cn"),
      "another name that is set": [dns("db.corp.example"), { knobs: { suffixes: [".Corp.example"] } }],
    },
    finds: {
      "an address, as advice": [
        { [path]: { ipResource: "10.0.0.1" } },
        `(advice) ${path}.ipResource names an address, which changes on failover`,
      ],
      "another name": [
        dns("intranet.example"),
        `${path}.dnsResource.domainName is intranet.example, which is no RDS endpoint`,
      ],
      "a name that only looks alike": [
        dns("rds.amazonaws.com.evil.example"),
        `${path}.dnsResource.domainName is rds.amazonaws.com.evil.example, which is no RDS endpoint`,
      ],
      "an RDS name where another is set": [
        dns("orders.rds.amazonaws.com"),
        `${path}.dnsResource.domainName is orders.rds.amazonaws.com, which is no RDS endpoint`,
        { knobs: { suffixes: [".corp.example"] } },
      ],
      "a bucket": [write("arn:aws:s3:::orders"), `${at} names no RDS instance or cluster`],
      "a proxy, which has no ARN configuration": [
        write(arn.replace(":db:", ":db-proxy:")),
        `${at} names no RDS instance or cluster`,
      ],
      "an RDS service of nobody": [write("x".concat(arn)), `${at} names no RDS instance or cluster`],
      "a database without a name": [write(arn.replace("orders", "")), `${at} names no RDS instance or cluster`],
      "a database of a trusted but foreign account": [
        write(arn.replace("111111111111", "222222222222")),
        `${at} names a database of account 222222222222, which is not one of ours`,
        { settings },
      ],
    },
    undecided: {
      "an unknown definition": { [path]: unknown },
      "an unknown ARN": write(unknown),
      "an unknown name": dns(unknown),
    },
  });
}

const preview = (type: "aws" | "aws-native", target: object, ...owners: readonly string[]) =>
  node(
    type === "aws"
      ? "aws:vpclattice/resourceConfiguration:ResourceConfiguration"
      : "aws-native:vpclattice:ResourceConfiguration",
    "orders",
    { [path]: target },
    { [path]: owners },
  );
const host = node("aws:ec2/instance:Instance", "host");

judgesStack(latticeConfigTarget, {
  passes: {
    "a database not made yet": [
      node("aws:rds/instance:Instance", "db"),
      preview("aws", { arnResource: { arn: unknown } }, "db"),
    ],
    "a proxy of aws-native, by its name": [
      node("aws-native:rds:DbProxy", "db"),
      host,
      preview("aws-native", { dnsResource: { domainName: unknown } }, "host", "db"),
    ],
    "a name that only something outside AWS made": [
      node("random:index/randomId:RandomId" as "aws:kms/key:Key", "name"),
      preview("aws", { dnsResource: { domainName: unknown } }, "name"),
    ],
    "something of another stack": [preview("aws", { dnsResource: { domainName: unknown } })],
    "a known name, which the resource's own check has judged": [
      host,
      preview("aws", { dnsResource: { domainName: "host.example" } }, "host"),
    ],
    "an address, which the resource's own check has judged": [
      host,
      preview("aws", { ipResource: { ipAddress: unknown } }, "host"),
    ],
  },
  finds: {
    "the name of a host not made yet": [
      [host, preview("aws", { dnsResource: { domainName: unknown } }, "host")],
      `orders: ${path} leads to host, which is no RDS database`,
    ],
    "the ARN of something else not made yet": [
      [node("aws-native:kms:Key", "key"), preview("aws-native", { arnResource: unknown }, "key")],
      `orders: ${path} leads to key, which is no RDS database`,
    ],
    "the same in aws": [
      [host, preview("aws", { arnResource: { arn: unknown } }, "host")],
      `orders: ${path} leads to host, which is no RDS database`,
    ],
  },
});
