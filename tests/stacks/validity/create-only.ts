import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Counterpart } from "./counterparts";
import type { Schema } from "./schema";

const recorded = join(__dirname, "..", "..", "recorded", "cloudformation", "schemas.json");
export const SCHEMAS = JSON.parse(readFileSync(recorded, "utf8")) as Readonly<Record<string, Schema>>;

/** Tells of Pulumi's properties whether CloudFormation makes the resource anew, always or in some cases, where they change. */
export function createOnlyOf({ type, names = {} }: Counterpart): (name: string) => boolean {
  const { createOnlyProperties = [], conditionalCreateOnlyProperties = [] } = SCHEMAS[type] ?? {};
  const paths = [...createOnlyProperties, ...conditionalCreateOnlyProperties] as string[];
  const fixed = paths.map((path) => path.split("/").at(-1)?.toLowerCase());
  return (name) => {
    const own = names[name];
    const known = typeof own === "function" ? namesOf(own) : [own ?? name];
    return known.some((one) => fixed.includes(one.toLowerCase()));
  };
}

/** What a value becomes, by one that has nothing in it, in the forms that inputs have. */
function namesOf(becomes: (value: any) => object): string[] {
  for (const empty of [[], "{}"]) {
    try {
      return Object.keys(becomes(empty));
    } catch {
      continue;
    }
  }
  throw new Error("a property becomes something by a value of a form that nobody thought of");
}
