import { isUnknown, unknown, type Maybe } from "../../reachability/maybe";
import type { Database } from "../../reachability/topology";
import type { Token } from "../../resources/tokens";
import type { Item } from "../inventory/item";
import type { References } from "../inventory/references";

type LoginFacts = Pick<Database, "resourceId" | "iamAuthentication" | "engine" | "requiresTls" | "networkType">;

/** What decides about logins to an instance or a cluster. What AWS has not told is left out. */
export function loginFacts(references: References, item: Item): LoginFacts {
  const resourceId = ["resourceId", "clusterResourceId", "dbiResourceId", "dbClusterResourceId"]
    .map((property) => item.text(item.get(property)))
    .find((it) => it !== undefined);
  const engine = item.text(item.get("engine"));
  const requiresTls = requiresTlsOf(references, item);
  const networkType = networkTypeOf(item);
  // Off where it is left out, in both packages.
  const iam = iamProperties.map((property) => item.flag(item.get(property))).find((it) => it !== undefined) ?? false;
  return {
    ...(resourceId === undefined ? {} : { resourceId }),
    iamAuthentication: iam,
    ...(engine === undefined ? {} : { engine }),
    ...(requiresTls === undefined ? {} : { requiresTls }),
    ...(networkType === undefined ? {} : { networkType }),
  };
}

const iamProperties = ["iamDatabaseAuthenticationEnabled", "enableIamDatabaseAuthentication"];

function networkTypeOf(item: Item): Database["networkType"] {
  const field = item.get("networkType");
  if (field.absent || field.text() === "") return undefined;
  return (["IPV4", "DUAL"] as const).find((word) => word === field.text()) ?? unknown(item.until(field));
}

const groupProperties = ["parameterGroupName", "dbParameterGroupName", "dbClusterParameterGroupName"];
const groupTypes: readonly Token[] = [
  "aws:rds/parameterGroup:ParameterGroup",
  "aws:rds/clusterParameterGroup:ClusterParameterGroup",
  "aws-native:rds:DbParameterGroup",
  "aws-native:rds:DbClusterParameterGroup",
];

/** By its parameter group; undefined where that leaves it to AWS, whose default differs from version to version. */
function requiresTlsOf(references: References, item: Item): Maybe<boolean> | undefined {
  const groups = groupProperties.map((property) => references.target(item, item.get(property), groupTypes));
  const found = groups.flatMap((group) => (typeof group === "object" && !isUnknown(group) ? settingsOf(group) : []));
  return found[0];
}

/** A list of names and values in `aws`, an object in `aws-native`. */
function settingsOf(group: Item): readonly Maybe<boolean>[] {
  const list = group.get("parameters");
  const settings = list.isObject()
    ? list.entries().map(([name, value]) => ({ name, value }))
    : list.items().map((it) => ({ name: it.get("name").text(), value: it.get("value") }));
  return settings
    .filter(({ name }) => name === "rds.force_ssl" || name === "require_secure_transport")
    .map(({ value }) => {
      const text = value.text()?.toLowerCase();
      return text === undefined ? unknown(group.until(value)) : ["1", "on", "true"].includes(text);
    });
}
