import type { Resource } from "../../../resources/resource";
import type { Reads } from "../../../resources/reads";
import type { Stack } from "../../../resources/stack";
import { databaseTypes } from "../../../resources/type-pairs";

export const secretTypes = ["aws:secretsmanager/secret:Secret", "aws-native:secretsmanager:Secret"] as const;
const version = "aws:secretsmanager/secretVersion:SecretVersion";
const attachment = "aws-native:secretsmanager:SecretTargetAttachment";
const random = "random:index/randomPassword:RandomPassword";
/** Databases, with the property that holds the master password. */
const passwords = {
  "aws:rds/instance:Instance": "password",
  "aws:rds/cluster:Cluster": "masterPassword",
  "aws-native:rds:DbInstance": "masterUserPassword",
  "aws-native:rds:DbCluster": "masterUserPassword",
} as const;
const proxies = { "aws:rds/proxy:Proxy": "auths", "aws-native:rds:DbProxy": "auth" } as const;

/** What `holdsDatabaseLogin` reads; a rule that asks it declares the same. */
export const databaseSecretReads = {
  [secretTypes[0]]: [],
  [secretTypes[1]]: ["secretString"],
  [version]: ["secretId", "secretString"],
  [attachment]: ["secretId", "targetType"],
  [random]: [],
  "aws:rds/instance:Instance": ["password"],
  "aws:rds/cluster:Cluster": ["masterPassword"],
  "aws-native:rds:DbInstance": ["masterUserPassword"],
  "aws-native:rds:DbCluster": ["masterUserPassword"],
  "aws:rds/proxy:Proxy": ["auths"],
  "aws-native:rds:DbProxy": ["auth"],
} as const satisfies Reads;

/**
 * Whether a secret holds a login to a database of this stack: one is attached to it or a proxy logs in with it, or by
 * what the engine recorded it was made from a database, a database's password from it, or both from one random value.
 */
export function holdsDatabaseLogin(stack: Stack, secret: Resource): boolean {
  const versions = stack.referrers(secret, "secretId", version);
  const contents = [secret, ...versions];
  return (
    stack.referrers(secret, "secretId", attachment).some(attachesDatabase) ||
    stack.ofType("aws:rds/proxy:Proxy", "aws-native:rds:DbProxy").some((proxy) => logsInWith(stack, proxy, secret)) ||
    contents.some((holder) => stack.dependencies(holder, "secretString", ...databaseTypes).length > 0) ||
    stack.ofType(...databaseTypes).some((database) => {
      const password = passwords[database.type as keyof typeof passwords];
      const makers = stack.dependencies(database, password, ...secretTypes, version, random);
      const shared = contents.flatMap((holder) => stack.dependencies(holder, "secretString", random));
      return makers.some((maker) => contents.includes(maker) || shared.includes(maker));
    })
  );
}

const attachesDatabase = (link: Resource): boolean => link.get("targetType").text()?.startsWith("AWS::RDS::") === true;

function logsInWith(stack: Stack, proxy: Resource, secret: Resource): boolean {
  const entries = proxy.get(proxies[proxy.type as keyof typeof proxies]).items();
  return entries.some((entry) => {
    const { resources, certain } = stack.follow(proxy, entry.get("secretArn"), ...secretTypes);
    return certain && resources.includes(secret);
  });
}
