import { rdsManagedMasterSecret as rule } from "../../../../policy/rules/rds/rds-managed-master-secret";
import { node, unknown } from "../../judge";
import { type Table, judges, judgesStack } from "../../tables";

const allowed = { knobs: { allowRandomPassword: true } };

const table = (password: string): Table => ({
  base: { manageMasterUserPassword: true },
  passes: {
    "no password at all": { manageMasterUserPassword: undefined },
    "an empty password": { manageMasterUserPassword: undefined, [password]: "" },
    "a write-only password": { manageMasterUserPassword: undefined, [`${password}Wo`]: "hunter2" },
    "a password beside the switch, which the provider refuses": { [password]: "hunter2" },
    "a password where the stack is asked where it comes from": [
      { manageMasterUserPassword: undefined, [password]: "hunter2" },
      allowed,
    ],
  },
  finds: {
    "a password": [
      { manageMasterUserPassword: undefined, [password]: "hunter2" },
      `${password} is given, so RDS does not manage it`,
    ],
    "a password of digits": [
      { manageMasterUserPassword: undefined, [password]: 1234 },
      `${password} is given, so RDS does not manage it`,
    ],
    "a password with the switch off": [
      { manageMasterUserPassword: false, [password]: "false" },
      `${password} is given, so RDS does not manage it`,
    ],
    "a password not known yet": [
      { manageMasterUserPassword: undefined, [password]: unknown },
      `${password} is given, so RDS does not manage it`,
    ],
  },
  undecided: { "an unknown switch": { manageMasterUserPassword: unknown, [password]: "hunter2" } },
});

judges(rule, "aws:rds/instance:Instance", table("password"));
judges(rule, "aws:rds/cluster:Cluster", table("masterPassword"));
judges(rule, "aws-native:rds:DbInstance", table("masterUserPassword"));
judges(rule, "aws-native:rds:DbCluster", table("masterUserPassword"));
judges(rule, "aws:rds/instance:Instance", {
  base: { password: "hunter2", replicateSourceDb: "orders" },
  passes: { "a restored database": { replicateSourceDb: undefined, snapshotIdentifier: unknown } },
});
judges(rule, "aws-native:rds:DbInstance", { base: { masterUserPassword: "hunter2", dbClusterIdentifier: "orders" } });

const random = node("random:index/randomPassword:RandomPassword", "random");
const instance = "aws:rds/instance:Instance";
const finding = (name: string) => `orders: ${name} is given, so RDS does not manage it`;

judgesStack(rule, {
  options: allowed,
  passes: {
    "a random password": [random, node(instance, "orders", { password: "hunter2" }, { password: ["random"] })],
    "a random password not known yet": [
      random,
      node("aws:rds/cluster:Cluster", "orders", { masterPassword: unknown }, { masterPassword: ["random"] }),
    ],
    "no password": [node(instance, "orders", { manageMasterUserPassword: true })],
    "a restored database": [node(instance, "orders", { password: "hunter2", snapshotIdentifier: "s" })],
  },
  finds: {
    "another password": [[random, node(instance, "orders", { password: "hunter2" })], finding("password")],
    "a password from elsewhere while RDS has still to fill in the rest": [
      [random, node(instance, "orders", { password: unknown, snapshotIdentifier: unknown })],
      finding("password"),
    ],
    "something else that is random": [
      [random, node(instance, "orders", { password: "hunter2", port: 5432 }, { port: ["random"] })],
      finding("password"),
    ],
    "a cluster's": [[node("aws:rds/cluster:Cluster", "orders", { masterPassword: "x" })], finding("masterPassword")],
    "aws-native's": [
      [node("aws-native:rds:DbInstance", "orders", { masterUserPassword: "x" })],
      finding("masterUserPassword"),
    ],
    "an aws-native cluster's": [
      [node("aws-native:rds:DbCluster", "orders", { masterUserPassword: "x" })],
      finding("masterUserPassword"),
    ],
  },
});
judgesStack(rule, {
  passes: { "what was judged before, without the knob": [node(instance, "orders", { password: "hunter2" })] },
});
