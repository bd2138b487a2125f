import { rdsCaCurrent as rule } from "../../../../policy/rules/rds/rds-ca-current";
import { unknown } from "../../judge";
import { judges } from "../../tables";

for (const [type, authority] of [
  ["aws:rds/instance:Instance", "caCertIdentifier"],
  ["aws:rds/clusterInstance:ClusterInstance", "caCertIdentifier"],
  ["aws:rds/cluster:Cluster", "caCertificateIdentifier"],
  ["aws-native:rds:DbInstance", "caCertificateIdentifier"],
] as const) {
  judges(rule, type, {
    base: { [authority]: "rds-ca-rsa2048-g1" },
    passes: {
      "the Region's default": { [authority]: undefined },
      "a name that only looks old": { [authority]: "rds-ca-2019x" },
      "another that only looks old": { [authority]: "x-rds-ca-2019" },
    },
    finds: {
      "2019": [{ [authority]: "rds-ca-2019" }, `${authority} is rds-ca-2019, which has expired`],
      "2015": [{ [authority]: "rds-ca-2015" }, `${authority} is rds-ca-2015, which has expired`],
    },
    undecided: { "an unknown authority": { [authority]: unknown } },
  });
}
