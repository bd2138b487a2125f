import { rule } from "../../framework/rule";

export const rdsCaCurrent = rule({
  id: "rds-ca-current",
  sentence: "A database's certificate comes from a current authority.",
  why: "The authorities of 2015 to 2019 have expired, and a client that checks certificates refuses theirs.",
  fix: "Name rds-ca-rsa2048-g1 or another current authority, or leave it out.",
  severity: "medium",
  level: "advisory",
  controls: ["checkov CKV_AWS_211"],
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html",
  reads: {
    "aws:rds/instance:Instance": ["caCertIdentifier"],
    "aws:rds/cluster:Cluster": ["caCertificateIdentifier"],
    "aws:rds/clusterInstance:ClusterInstance": ["caCertIdentifier"],
    "aws-native:rds:DbInstance": ["caCertificateIdentifier"],
  },
  check(database) {
    const named = database.native || database.type === "aws:rds/cluster:Cluster";
    const authority = database.get(named ? "caCertificateIdentifier" : "caCertIdentifier");
    // Left out means the Region's default, which is current.
    const name = authority.text() ?? "";
    return /^rds-ca-20\d\d$/.test(name) ? [{ at: authority, what: `is ${name}, which has expired` }] : [];
  },
});
