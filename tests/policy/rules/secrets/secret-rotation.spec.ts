import { secretRotation as rule } from "../../../../policy/rules/secrets/secret-rotation";
import { type Node, node, unknown } from "../../judge";
import { judges, judgesStack } from "../../tables";

const rotation = "aws:secretsmanager/secretRotation:SecretRotation";
const nativeRotation = "aws-native:secretsmanager:RotationSchedule";
const rules = (rotationRules: object) => ({ rotationRules });

for (const type of [rotation, nativeRotation] as const) {
  judges(rule, type, {
    base: rules({ automaticallyAfterDays: 90 }),
    passes: {
      "no rules": { rotationRules: undefined },
      "a rate of days": rules({ scheduleExpression: "rate(90 days)" }),
      "a rate of one day": rules({ scheduleExpression: "rate(1 day)" }),
      "a rate of hours": rules({ scheduleExpression: " rate(2160 hours)" }),
      "a rate that is none": rules({ scheduleExpression: "prorate(100 days)" }),
      "another that is none": rules({ scheduleExpression: "rate(100 days) or so" }),
      "a cron expression": rules({ scheduleExpression: "cron(0 8 1 * ? *)" }),
      "more days, where they are short enough": [rules({ automaticallyAfterDays: 365 }), { knobs: { maxDays: 365 } }],
    },
    finds: {
      "91 days": [rules({ automaticallyAfterDays: 91 }), "rotationRules.automaticallyAfterDays is 91"],
      "a rate of 91 days": [
        rules({ scheduleExpression: " rate(91 days)" }),
        "rotationRules.scheduleExpression is every 91 days",
      ],
      "a rate of 2184 hours": [
        rules({ scheduleExpression: "rate(2184 hours)" }),
        "rotationRules.scheduleExpression is every 91 days",
      ],
      "a rate of days, where one is wanted": [
        rules({ scheduleExpression: "rate(2 day)" }),
        "rotationRules.scheduleExpression is every 2 days",
        { knobs: { maxDays: 1 } },
      ],
      "31 days, where 30 are wanted": [
        rules({ automaticallyAfterDays: 31 }),
        "rotationRules.automaticallyAfterDays is 31",
        { knobs: { maxDays: 30 } },
      ],
    },
    undecided: {
      "unknown rules": { rotationRules: unknown },
      "unknown days": rules({ automaticallyAfterDays: unknown }),
      "an unknown schedule": rules({ scheduleExpression: unknown }),
    },
  });
}
judges(rule, rotation, {
  base: { rotationEnabled: true },
  finds: { "a rotation switched off": [{ rotationEnabled: false }, "rotationEnabled is false"] },
  undecided: { "an unknown switch": { rotationEnabled: unknown } },
});
judges(rule, "aws-native:secretsmanager:Secret", {
  base: {},
  passes: { "what is no rotation": { rotationRules: { automaticallyAfterDays: 1000 } } },
});

const secret = node("aws:secretsmanager/secret:Secret", "secret", { id: "secret-1" });
const nativeSecret = node("aws-native:secretsmanager:Secret", "secret", { awsId: "secret-1" });
const version = (dependsOn: Node["dependsOn"] = {}): Node =>
  node(
    "aws:secretsmanager/secretVersion:SecretVersion",
    "version",
    { secretId: "secret-1", secretString: "x" },
    dependsOn,
  );
const random = node("random:index/randomPassword:RandomPassword", "random");
const database = (dependsOn: Node["dependsOn"] = {}): Node =>
  node("aws:rds/instance:Instance", "database", { password: "x" }, dependsOn);
const missing = "secret: SecretRotation is missing for this secret, which holds a database login";
const nativeMissing = "secret: RotationSchedule is missing for this secret, which holds a database login";
const attachment = (targetType: string): Node =>
  node("aws-native:secretsmanager:SecretTargetAttachment", "attachment", { secretId: "secret-1", targetType });
const proxy = (secretArn: string, dependsOn: Node["dependsOn"] = {}): Node =>
  node("aws:rds/proxy:Proxy", "proxy", { auths: [{}, { secretArn }] }, dependsOn);

judgesStack(rule, {
  passes: {
    "a secret of something else": [secret, version(), random, database(), proxy("secret-2")],
    "a secret attached to something else": [nativeSecret, attachment("AWS::Redshift::Cluster")],
    "a rotated secret": [secret, proxy("secret-1"), node(rotation, "rotation", { secretId: "secret-1" })],
    "a rotated secret before it is there": [
      { ...secret, props: { id: unknown } },
      proxy(unknown, { auths: ["secret"] }),
      node(rotation, "rotation", { secretId: unknown }, { secretId: ["secret"] }),
    ],
    "a rotated aws-native secret": [
      nativeSecret,
      attachment("AWS::RDS::DBInstance"),
      node(nativeRotation, "rotation", { secretId: "secret-1" }),
    ],
    "a secret that another random value went into": [
      secret,
      random,
      node("random:index/randomPassword:RandomPassword", "other"),
      version({ secretString: ["other"] }),
      database({ password: ["random"] }),
    ],
    "a random value that went into another property": [
      secret,
      random,
      version({ secretString: ["random"] }),
      database({ username: ["random"] }),
    ],
  },
  finds: {
    "a secret attached to a database": [[nativeSecret, attachment("AWS::RDS::DBCluster")], nativeMissing],
    "a secret a proxy logs in with": [[secret, proxy("secret-1")], missing],
    "a secret a proxy logs in with, before it is there": [
      [
        { ...secret, props: { id: unknown } },
        node("aws:rds/proxy:Proxy", "proxy", { auths: [{ secretArn: unknown }] }, { auths: ["secret"] }),
      ],
      missing,
    ],
    "a secret an aws-native proxy logs in with": [
      [nativeSecret, node("aws-native:rds:DbProxy", "proxy", { auth: [{ secretArn: "secret-1" }] })],
      nativeMissing,
    ],
    "a secret made from a database": [[secret, database(), version({ secretString: ["database"] })], missing],
    "an aws-native secret made from a cluster": [
      [node("aws-native:rds:DbCluster", "cluster"), { ...nativeSecret, dependsOn: { secretString: ["cluster"] } }],
      nativeMissing,
    ],
    "a random value that is a database's password too": [
      [secret, random, version({ secretString: ["random"] }), database({ password: ["random"] })],
      missing,
    ],
    "a cluster's password made from the secret's version": [
      [secret, version(), node("aws:rds/cluster:Cluster", "cluster", {}, { masterPassword: ["version"] })],
      missing,
    ],
    "an aws-native password made from the secret": [
      [nativeSecret, node("aws-native:rds:DbInstance", "database", {}, { masterUserPassword: ["secret"] })],
      nativeMissing,
    ],
    "an aws-native cluster's password made from the secret": [
      [nativeSecret, node("aws-native:rds:DbCluster", "database", {}, { masterUserPassword: ["secret"] })],
      nativeMissing,
    ],
    "a secret beside the one that RDS manages and the program rotates": [
      [
        secret,
        database(),
        proxy("secret-1"),
        node(rotation, "rotation", { secretId: unknown }, { secretId: ["database"] }),
      ],
      missing,
    ],
    "a secret beside another that is rotated": [
      [secret, proxy("secret-1"), node(rotation, "rotation", { secretId: "secret-2" })],
      missing,
    ],
  },
  undecided: {
    "a rotation of something not known yet": [
      secret,
      proxy("secret-1"),
      node(nativeRotation, "rotation", { secretId: unknown }),
    ],
    "an attachment to something not known yet": [nativeSecret, attachment(unknown)],
    "a proxy's secret not known yet": [secret, proxy(unknown)],
  },
});
