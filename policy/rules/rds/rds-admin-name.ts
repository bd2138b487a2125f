import { strings } from "../../framework/knobs";
import { rule } from "../../framework/rule";

export const rdsAdminName = rule({
  id: "rds-admin-name",
  sentence: "A database's master user has a name of its own.",
  why: "The usual names are the first an attacker tries.",
  fix: "Choose another name; it cannot be changed later without a new database.",
  severity: "low",
  level: "advisory",
  controls: ["FSBP RDS.24", "FSBP RDS.25"],
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html",
  knobs: {
    names: strings(
      ["admin", "administrator", "postgres", "root", "sa"],
      "Names no master user may have, in lower case.",
    ),
  },
  reads: {
    "aws:rds/instance:Instance": ["username"],
    "aws:rds/cluster:Cluster": ["masterUsername"],
    "aws-native:rds:DbInstance": ["masterUsername"],
    "aws-native:rds:DbCluster": ["masterUsername"],
  },
  check(database, { knobs }) {
    const user = database.get(database.type === "aws:rds/instance:Instance" ? "username" : "masterUsername");
    // Left out where it comes from a source or a cluster.
    const name = user.text()?.toLowerCase() ?? "";
    return knobs.names.includes(name) ? [{ at: user, what: `is ${name}` }] : [];
  },
});
