// Makes schemas.json: `node extract.mjs FOLDER`, FOLDER being cfnlint/data/schemas of an unpacked cfn-lint (see README.md).
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const own = dirname(fileURLToPath(import.meta.url));
const [folder = ""] = process.argv.slice(2);
const read = (path) => JSON.parse(readFileSync(path, "utf8"));
const index = read(join(folder, "providers", "eu-west-1.json"));
const KEPT = ["required", "createOnlyProperties", "conditionalCreateOnlyProperties", "readOnlyProperties"];

const types = read(join(own, "types.json"));
const lines = types.map((type) => {
  if (index[type] === undefined) throw new Error(`no schema of ${type}`);
  const schema = read(join(folder, "resources", `${index[type]}.json`));
  const kept = Object.fromEntries(KEPT.flatMap((key) => (schema[key] === undefined ? [] : [[key, schema[key]]])));
  const { properties, definitions = {} } = schema;
  return `${JSON.stringify(type)}: ${JSON.stringify(bare({ ...kept, properties, definitions }))}`;
});
writeFileSync(join(own, "schemas.json"), `{\n${lines.join(",\n")}\n}\n`);

/** Without what only a person reads. */
function bare(value) {
  if (Array.isArray(value)) return value.map(bare);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([key, it]) => key !== "description" || typeof it !== "string");
  return Object.fromEntries(entries.map(([key, it]) => [key, bare(it)]));
}
