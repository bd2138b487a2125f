import { backupCovered as rule } from "../../../../policy/rules/backup/backup-covered";
import { type Node, type Options, type Props, node, unknown } from "../../judge";
import { judgesStack } from "../../tables";

const arn = "arn:aws:rds:eu-west-1:111111111111:db:orders";
const clusterArn = "arn:aws:rds:eu-west-1:111111111111:cluster:orders";
const instance = "aws:rds/instance:Instance";
const database = (props: Props = {}, options: Options = {}): Node =>
  node(instance, "orders", { arn, ...props }, {}, options);
const select = (props: Props, dependsOn: Node["dependsOn"] = {}): Node =>
  node("aws:backup/selection:Selection", "selection", props, dependsOn);
const nativeSelect = (backupSelection: unknown, dependsOn: Node["dependsOn"] = {}): Node =>
  node("aws-native:backup:BackupSelection", "selection", { backupSelection }, dependsOn);
const daily = { tags: { backup: "daily" } };
const tag = (value: unknown = "daily", key: unknown = "backup") => ({ type: "STRINGEQUALS", key, value });
const missing = "orders: (advice) Selection of a backup plan is missing for this database";
const nativeMissing = "orders: (advice) BackupSelection of a backup plan is missing for this database";
const condition = (operator: string, value: string, key = "aws:ResourceTag/backup") => ({
  resources: ["*"],
  conditions: [{ [operator]: [{ key, value }] }],
});

judgesStack(rule, {
  passes: {
    "a database selected by ARN": [database(), select({ resources: ["arn:other", arn] })],
    "a database selected before it is there": [
      database({ arn: unknown }),
      select({ resources: [unknown] }, { resources: ["orders"] }),
    ],
    "a database in the second selection": [
      database(),
      node("aws:backup/selection:Selection", "first", { resources: ["arn:other"] }),
      select({ resources: [arn] }),
    ],
    "a pattern for everything": [database(), select({ resources: ["*"] })],
    "a pattern for a kind": [database({ arn: unknown }), select({ resources: ["arn:aws:rds:*:*:db:*"] })],
    "a pattern for clusters": [
      node("aws:rds/cluster:Cluster", "orders", { arn: unknown }),
      select({ resources: ["arn:aws:rds:*:*:cluster:*"] }),
    ],
    "a pattern for a database that shows no ARN": [
      node(instance, "orders"),
      select({ resources: ["arn:aws:rds:*:*:db:*"] }),
    ],
    "a pattern for a name": [database(), select({ resources: ["arn:aws:rds:*:*:db:ord*"] })],
    "a tag": [database(daily), select({ selectionTags: [tag("weekly"), tag()] })],
    "a provider's default tag": [
      database({}, { provider: { defaultTags: JSON.stringify(daily) } }),
      select({ selectionTags: [tag()] }),
    ],
    "a condition that holds": [database(daily), select(condition("stringEquals", "daily"))],
    "a condition with a wildcard": [database(daily), select(condition("stringLikes", "da*"))],
    "a negated condition that holds": [database(daily), select(condition("stringNotEquals", "never"))],
    "a negated condition with a wildcard": [database(daily), select(condition("stringNotLikes", "nev*"))],
    "a condition on a tag it does not have": [database(), select(condition("stringNotEquals", "never"))],
    "a condition alone": [
      database(daily),
      select({ conditions: [{ stringEquals: [{ key: "aws:ResourceTag/backup", value: "daily" }] }] }),
    ],
    "conditions AWS has still to fill in": [
      database(),
      select({ resources: [arn], conditions: unknown, notResources: unknown }),
    ],
    "another database left out": [database(), select({ resources: ["*"], notResources: [`${arn}-2`] })],
    "aws-native, by ARN": [
      node("aws-native:rds:DbInstance", "orders", { dbInstanceArn: arn }),
      nativeSelect({ resources: [arn] }),
    ],
    "aws-native, by a pattern for its name": [
      node("aws-native:rds:DbInstance", "orders", { dbInstanceArn: arn }),
      nativeSelect({ resources: ["arn:aws:rds:*:*:db:ord*"] }),
    ],
    "an aws-native cluster, by a pattern for its name": [
      node("aws-native:rds:DbCluster", "orders", { dbClusterArn: clusterArn }),
      nativeSelect({ resources: ["arn:aws:rds:*:*:cluster:ord*"] }),
    ],
    "an aws-native cluster, by pattern": [
      node("aws-native:rds:DbCluster", "orders", { dbClusterArn: clusterArn }),
      nativeSelect({ resources: ["arn:aws:rds:eu-west-1:*"] }),
    ],
    "aws-native, by tag": [
      node("aws-native:rds:DbCluster", "orders", {
        tags: [
          { key: "a", value: "b" },
          { key: "backup", value: "daily" },
        ],
      }),
      nativeSelect({
        listOfTags: [{ conditionType: "STRINGEQUALS", conditionKey: "backup", conditionValue: "daily" }],
      }),
    ],
    "aws-native, by condition": [
      database(daily),
      nativeSelect({
        resources: ["*"],
        conditions: { stringLike: [{ conditionKey: "aws:ResourceTag/backup", conditionValue: "*" }] },
      }),
    ],
    "a replica": [database({ replicateSourceDb: unknown, snapshotIdentifier: unknown })],
    "an aws-native member": [node("aws-native:rds:DbInstance", "one", { dbClusterIdentifier: "orders" })],
  },
  finds: {
    "no selection": [[database()], missing],
    "a database restored": [[database({ snapshotIdentifier: "s" })], missing],
    "a cluster": [[node("aws:rds/cluster:Cluster", "orders")], missing],
    "an aws-native database": [[node("aws-native:rds:DbInstance", "orders")], nativeMissing],
    "an aws-native cluster": [[node("aws-native:rds:DbCluster", "orders")], nativeMissing],
    "another database's selection": [[database(), select({ resources: [`${arn}-2`] })], missing],
    "another database's selection before either is there": [
      [
        database({ arn: unknown }),
        node(instance, "other", { arn: unknown, replicateSourceDb: "orders" }),
        select({ resources: [unknown] }, { resources: ["other"] }),
      ],
      missing,
    ],
    "another service's pattern": [
      [database({ arn: unknown }), select({ resources: ["arn:aws:dynamodb:*:*:table/*"] })],
      missing,
    ],
    "a pattern for clusters on a database": [
      [database(), select({ resources: ["arn:aws:rds:*:*:cluster:*"] })],
      missing,
    ],
    "a pattern for databases on a cluster": [
      [node("aws:rds/cluster:Cluster", "orders", { arn: clusterArn }), select({ resources: ["arn:aws:rds:*:*:db:*"] })],
      missing,
    ],
    "a pattern for a name where no ARN shows": [
      [node(instance, "orders"), select({ resources: ["arn:aws:rds:*:*:db:ord*"] })],
      missing,
    ],
    "a tag it does not have": [[database(), select({ selectionTags: [tag()] })], missing],
    "a tag it does not have, with default tags that are no JSON": [
      [database({}, { provider: { defaultTags: "{" } }), select({ selectionTags: [tag()] })],
      missing,
    ],
    "another value": [[database({ tags: { backup: "Daily" } }), select({ selectionTags: [tag()] })], missing],
    "a wildcard where there are none": [[database(daily), select({ selectionTags: [tag("da*")] })], missing],
    "its own tag before the provider's": [
      [
        database({ tags: { backup: "never" } }, { provider: { defaultTags: { tags: { backup: "daily" } } } }),
        select({ selectionTags: [tag()] }),
      ],
      missing,
    ],
    "a database left out": [[database(), select({ resources: ["*"], notResources: ["arn:aws:rds:*"] })], missing],
    "a condition that fails": [[database(daily), select(condition("stringEquals", "weekly"))], missing],
    "a negated condition that fails": [[database(daily), select(condition("stringNotEquals", "daily"))], missing],
    "a negated wildcard that fails": [[database(daily), select(condition("stringNotLikes", "da*"))], missing],
    "one condition of two that fails": [
      [
        database(daily),
        select({
          resources: ["*"],
          conditions: [
            { stringEquals: [{ key: "aws:ResourceTag/backup", value: "daily" }] },
            { stringEquals: [{ key: "aws:ResourceTag/team", value: "a" }] },
          ],
        }),
      ],
      missing,
    ],
    "an empty selection": [[database(), select({ resources: [], selectionTags: [], conditions: [] })], missing],
    "a condition beside another database's ARN": [
      [database(daily), select({ ...condition("stringEquals", "daily"), resources: ["arn:other"] })],
      missing,
    ],
    "a condition beside another tag": [
      [
        database(daily),
        select({ ...condition("stringEquals", "daily"), resources: [], selectionTags: [tag("never")] }),
      ],
      missing,
    ],
    "an aws-native tag it does not have": [
      [
        node("aws-native:rds:DbCluster", "orders", { tags: [{ key: "backup", value: "never" }] }),
        nativeSelect({ listOfTags: [{ conditionKey: "backup", conditionValue: "daily" }] }),
      ],
      nativeMissing,
    ],
  },
  undecided: {
    "a selection of something not known yet": [database(), select({ resources: [unknown] })],
    "unknown resources": [database(), select({ resources: unknown })],
    "unknown resources beside a condition": [
      database(daily),
      select({ ...condition("stringEquals", "daily"), resources: unknown }),
    ],
    "unknown exclusions of the database": [
      database({ arn: unknown }),
      select({ resources: ["*"], notResources: [unknown] }),
    ],
    "a pattern for a name while the name is not known": [
      database({ arn: unknown }),
      select({ resources: ["arn:aws:rds:*:*:db:ord*"] }),
    ],
    "a pattern of any service while the name is not known": [
      database({ arn: unknown }),
      select({ resources: ["arn:aws:*:*:*:*ord*"] }),
    ],
    "a suffix while the name is not known": [database({ arn: unknown }), select({ resources: ["*orders"] })],
    "unknown tests": [database(), select({ selectionTags: unknown })],
    "an unknown test": [database(), select({ selectionTags: [unknown] })],
    "an unknown key": [database(daily), select({ selectionTags: [tag("daily", unknown)] })],
    "an unknown value": [database(daily), select({ selectionTags: [tag(unknown)] })],
    "unknown tags": [database({ tags: unknown }), select({ selectionTags: [tag()] })],
    "an unknown tag": [database({ tags: { backup: unknown } }), select({ selectionTags: [tag()] })],
    "unknown conditions alone": [database(), select({ conditions: unknown })],
    "an unknown aws-native selection": [database(), nativeSelect(unknown)],
  },
});

const vault = node("aws:backup/vault:Vault", "vault", { name: "vault-1" });
const lock = (backupVaultName: string, dependsOn: Node["dependsOn"] = {}): Node =>
  node("aws:backup/vaultLockConfiguration:VaultLockConfiguration", "lock", { backupVaultName }, dependsOn);
const unlocked = "vault: (advice) VaultLockConfiguration is missing for this vault";

judgesStack(rule, {
  passes: {
    "a locked vault": [vault, lock("vault-1")],
    "a locked vault before it is there": [
      { ...vault, props: { name: unknown } },
      lock(unknown, { backupVaultName: ["vault"] }),
    ],
  },
  finds: {
    "a vault without a lock": [[vault], unlocked],
    "a vault beside a locked one": [[vault, lock("vault-2")], unlocked],
  },
  undecided: { "a lock of something not known yet": [vault, lock(unknown)] },
});
