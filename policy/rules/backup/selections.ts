import type { Field } from "../../../resources/field";
import type { Resource } from "../../../resources/resource";
import type { Stack } from "../../../resources/stack";
import type { Token } from "../../../resources/tokens";
import { patternFits } from "../../framework/policy-document";
import { type Answer, answer, every, not, some } from "./answer";
import { hasTag } from "./database-tags";

export const selectionTypes = ["aws:backup/selection:Selection", "aws-native:backup:BackupSelection"] as const;

/** What `isSelected` reads; a rule that asks it declares the same, and the databases' tags. */
export const selectionReads = {
  [selectionTypes[0]]: ["resources", "notResources", "selectionTags", "conditions"],
  [selectionTypes[1]]: ["backupSelection"],
} as const;

/** Whether a backup plan's selection takes in a database: by ARN or by tag, unless left out by ARN or by conditions. */
export function isSelected(stack: Stack, selection: Resource, database: Resource): Answer {
  const part = (property: string): Field =>
    selection.native ? selection.get("backupSelection").get(property) : selection.get(property);
  const tags = part(selection.native ? "listOfTags" : "selectionTags");
  const conditions = part("conditions");
  const chosen = some([
    isNamed(stack, selection, part("resources"), database),
    ...each(tags).map((test) => passes(selection, test, "stringEquals", database)),
    choosesAlone(conditions, [part("resources"), tags]),
  ]);
  return every([
    chosen,
    not(isNamed(stack, selection, part("notResources"), database)),
    ...conditions
      .items()
      .flatMap((condition) => condition.entries())
      .flatMap(([operator, tests]) => each(tests).map((test) => passes(selection, test, operator, database))),
  ]);
}

/** Conditions with nothing to choose from choose from everything. */
function choosesAlone(conditions: Field, others: readonly Field[]): Answer {
  if (others.some((other) => other.unknown || other.items().length > 0)) return "no";
  return conditions.unknown ? "maybe" : answer(conditions.items().length > 0);
}

/** Whether a database's tags pass one test: `{key, value}` in aws, `{conditionKey, conditionValue}` in aws-native. */
function passes(selection: Resource, test: Field, operator: string, database: Resource): Answer {
  const [key, value] = selection.native ? ["conditionKey", "conditionValue"] : ["key", "value"];
  const found = hasTag(database, test.get(key), test.get(value), operator.includes("Like"));
  return operator.startsWith("stringNot") ? not(found) : found;
}

/** Whether a list of ARNs and patterns of them holds a database's. */
function isNamed(stack: Stack, selection: Resource, arns: Field, database: Resource): Answer {
  const { resources, certain } = stack.follow(selection, arns, database.type as Token);
  if (certain && resources.includes(database)) return "yes";
  return some([...(certain ? [] : ["maybe" as const]), ...arns.items().map((arn) => fits(arn, database))]);
}

/** Whether a pattern of ARNs fits a database, perhaps one whose ARN is not known yet. */
function fits(pattern: Field, database: Resource): Answer {
  const text = pattern.text();
  if (text === undefined) return "no";
  const isCluster = /cluster$/i.test(database.type);
  const arn = database.get(database.native ? (isCluster ? "dbClusterArn" : "dbInstanceArn") : "arn");
  const known = arn.text();
  if (known !== undefined) return answer(patternFits(text, known));
  // Whatever Region, account and name it will have.
  if (patternFits(text, `arn:aws:rds:_:_:${isCluster ? "cluster" : "db"}:_`)) return "yes";
  return arn.unknown && /^(\*|arn:[^:]*:(rds|\*))/i.test(text) ? "maybe" : "no";
}

/** The elements of a list, or the list itself while it is unknown. */
const each = (field: Field): readonly Field[] => (field.unknown ? [field] : field.items());
