import { ramSharedTypes } from "../../../../policy/rules/ram/ram-shared-types";
import { node, unknown } from "../../judge";
import { judges, judgesStack } from "../../tables";

const lattice = (type: string): string => `arn:aws:vpc-lattice:eu-central-1:111111111111:${type}/x-1`;
const cluster = "arn:aws:rds:eu-central-1:111111111111:cluster:orders";
const knobs = { types: ["rds:Cluster"] };

for (const [type, write, at] of [
  ["aws:ram/resourceAssociation:ResourceAssociation", (arn: unknown) => ({ resourceArn: arn }), "resourceArn"],
  [
    "aws:ram/resourceShareAssociationsExclusive:ResourceShareAssociationsExclusive",
    (arn: unknown) => ({ resourceArns: [arn] }),
    "resourceArns[0]",
  ],
  ["aws-native:ram:ResourceShare", (arn: unknown) => ({ resourceArns: [arn] }), "resourceArns[0]"],
] as const) {
  judges(ramSharedTypes, type, {
    base: write(lattice("resourceconfiguration")),
    passes: {
      "a service network": write(lattice("servicenetwork")),
      "a service": write(lattice("service")),
      "a cluster, where that is set": [write(cluster), { knobs }],
    },
    finds: {
      "a cluster": [write(cluster), `${at} is of type rds:cluster`],
      "a subnet": [write("arn:aws:ec2:eu-central-1:111111111111:subnet/subnet-1"), `${at} is of type ec2:subnet`],
      "a gateway": [write(lattice("resourcegateway")), `${at} is of type vpc-lattice:resourcegateway`],
      "what is no ARN": [write("rcfg-1"), `${at} is no ARN`],
      "a configuration, where only clusters are set": [
        write(lattice("resourceconfiguration")),
        `${at} is of type vpc-lattice:resourceconfiguration`,
        { knobs },
      ],
    },
    undecided: { "an unknown ARN": write(unknown) },
  });
}

const association = (dependsOn: readonly string[], resourceArn: unknown = unknown) =>
  node("aws:ram/resourceAssociation:ResourceAssociation", "share", { resourceArn }, { resourceArn: dependsOn });
const native = (resourceArns: unknown) =>
  node("aws-native:ram:ResourceShare", "share", { resourceArns }, { resourceArns: ["orders", "db"] });
const configuration = node("aws:vpclattice/resourceConfiguration:ResourceConfiguration", "orders");
const nativeConfiguration = node("aws-native:vpclattice:ResourceConfiguration", "orders");
const database = node("aws:rds/cluster:Cluster", "db");

judgesStack(ramSharedTypes, {
  passes: {
    "a configuration not made yet": [configuration, association(["orders"])],
    "the same in aws-native": [nativeConfiguration, association(["orders"])],
    "something of another stack": [association([])],
    "a known ARN, which the resource's own check has judged": [database, association(["db"], cluster)],
    "known ARNs, which the resource's own check has judged": [configuration, database, native([cluster])],
  },
  finds: {
    "a database not made yet": [
      [database, association(["db"])],
      "share: resourceArn shares db, which is of type aws:rds/cluster:Cluster",
    ],
    "a database beside a configuration, in aws-native": [
      [nativeConfiguration, node("aws-native:rds:DbInstance", "db"), native([unknown, lattice("service")])],
      "share: resourceArns shares db, which is of type aws-native:rds:DbInstance",
    ],
    "a database in an unknown list": [
      [configuration, database, native(unknown)],
      "share: resourceArns shares db, which is of type aws:rds/cluster:Cluster",
    ],
  },
});
