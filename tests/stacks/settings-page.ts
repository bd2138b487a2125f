import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { z } from "zod";

import { configKey, NAMESPACE } from "../../stacks/config-problem";
import { allSettings } from "../../stacks/settings";
import { optionalOfCluster, reading, requiredOfCluster } from "../../stacks/settings/cluster";
import { instance } from "../../stacks/settings/database";
import { existing } from "../../stacks/settings/existing";
import { proxying } from "../../stacks/settings/proxy";
import type { Setting, Settings } from "../../stacks/settings/setting";
import { sharing } from "../../stacks/settings/sharing";

const root = join(__dirname, "../..");

/** What a comment says of a field. */
interface Comment {
  readonly text: string;
  /** Its `@default`. */
  readonly value?: string;
}

type Comments = ReadonlyMap<string, readonly Comment[]>;

/**
 * The comments of an interface's fields, or of an object's properties, by name, in the order of the file: what a setting
 * means stands there, and that of a map within it behind it.
 */
function commentsIn(file: string): Comments {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), "utf8"), ts.ScriptTarget.Latest, true);
  const comments = new Map<string, Comment[]>();
  const visit = (node: ts.Node): void => {
    if ((ts.isPropertySignature(node) || ts.isPropertyAssignment(node)) && ts.isIdentifier(node.name)) {
      const [doc] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
      const value = doc?.tags?.find(({ tagName }) => tagName.text === "default");
      const text = plain(doc?.comment);
      const comment = { text, ...(value !== undefined && { value: plain(value.comment) }) };
      if (text !== "") comments.set(node.name.text, [...(comments.get(node.name.text) ?? []), comment]);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return comments;
}

function plain(comment: string | ts.NodeArray<ts.JSDocComment> | undefined): string {
  return (ts.getTextOfJSDocComment(comment) ?? "").replace(/\s*\n\s*/g, " ").trim();
}

/** A group of settings of the page. */
interface Group {
  readonly title: string;
  readonly about: string;
  readonly settings: Settings;
  /** Where they stand in a stack file. */
  readonly path: readonly string[];
  /** Where it is said what they mean. */
  readonly files: readonly string[];
}

const ofDatabase = ["databases", "NAME"];
const files = (...names: string[]) => names.map((name) => `components/database/${name}-settings.ts`);
const isOf = (role: string) => (key: string) => allSettings[key]?.description?.startsWith(role) === true;
const some = (fits: (key: string) => boolean): Settings =>
  Object.fromEntries(Object.entries(allSettings).filter(([key]) => fits(key)));

const GROUPS: readonly Group[] = [
  {
    title: "Every stack",
    about: "",
    settings: some((key) => !isOf("Producer")(key) && !isOf("Consumer")(key)),
    path: [],
    files: ["components/network/aws-endpoints.ts", "components/watch/watch-settings.ts", "stacks/settings/watching.ts"],
  },
  {
    title: "Producer",
    about: "",
    settings: some(isOf("Producer")),
    path: [],
    files: ["stacks/settings/network-ids.ts"],
  },
  { title: "Consumer", about: "", settings: some(isOf("Consumer")), path: [], files: ["stacks/settings/sharing.ts"] },
  {
    title: "A database of any kind",
    about: "Whom it is for, and a proxy in front of it.",
    settings: { ...sharing, ...proxying },
    path: ofDatabase,
    files: ["stacks/settings/sharing.ts", "stacks/settings/proxy.ts", ...files("proxy")],
  },
  {
    title: "An instance",
    about: "A database without `kind`, or with `kind: instance`.",
    settings: instance,
    path: ofDatabase,
    files: files("database"),
  },
  {
    title: "An Aurora cluster",
    about: "`kind: cluster`.",
    settings: { ...requiredOfCluster, ...optionalOfCluster, ...reading },
    path: ofDatabase,
    files: [...files("cluster", "database"), "stacks/settings/cluster.ts"],
  },
  {
    title: "A database that is there already",
    about: "`kind: existing`.",
    settings: { ...existing, ...reading },
    path: ofDatabase,
    files: [...files("existing", "database"), "stacks/settings/cluster.ts"],
  },
];

/** The reference of all settings, in Markdown. */
export function settingsPage(): string {
  const parts = GROUPS.map(({ title, about, settings, path, files: sources }) => {
    const rows = rowsOf(settings, path, sources.map(commentsIn));
    return [`## ${title}`, ...(about === "" ? [] : [about]), table(rows)].join("\n\n");
  });
  return `${[`# Settings`, INTRODUCTION, ...parts].join("\n\n")}\n`;
}

const INTRODUCTION =
  "Every key of a stack file, from the forms and comments of the program itself: `UPDATE=1 npx mocha " +
  "tests/stacks/settings-page.spec.ts` writes this page and `Pulumi.yaml`. Each is set with `pulumi config set --path " +
  "'lattice-db:KEY' VALUE`; a value that cannot be is refused at preview, with the command that mends it.";

type Row = readonly [key: string, example: string, byDefault: string, meaning: string];

function rowsOf(settings: Settings, path: readonly string[], comments: readonly Comments[], isWithin = false): Row[] {
  return Object.entries(settings).flatMap(([key, setting]) => {
    const at = [...path, key];
    const within = setting.fields === undefined ? [] : rowsOf(setting.fields, at, comments, true);
    const each = setting.each === undefined ? [] : rowsOf(setting.each, [...at, "KEY"], comments, true);
    const found = comments.find((file) => file.has(key))?.get(key);
    return [rowOf(key, at, setting, found?.at(isWithin ? -1 : 0)), ...within, ...each];
  });
}

function rowOf(key: string, path: readonly string[], setting: Setting, comment: Comment | undefined): Row {
  const meaning = setting.description ?? comment?.text;
  if (meaning === undefined) throw new Error(`nothing says what the setting ${path.join(".")} means`);
  const shown = configKey(
    NAMESPACE,
    path.slice(path.length > ofDatabase.length && path[0] === "databases" ? 2 : 0),
  ).slice(NAMESPACE.length + 1);
  const example = `${(setting.path ?? []).join("")}${setting.path === undefined ? "" : " "}${String(setting.example)}`;
  return [code(shown), code(example), defaultOf(setting.schema, comment), meaning];
}

function defaultOf(schema: z.ZodType, comment: Comment | undefined): string {
  // Left out: a value that is undefined is another thing to an exact schema.
  const { success, data } = z.object({ it: schema }).safeParse({});
  if (!success) return "required";
  if (data.it !== undefined) return code(JSON.stringify(data.it));
  const said = comment?.value ?? "none";
  return said.startsWith("- ") ? said.slice(2) : said === "none" ? said : code(said);
}

const code = (text: string): string => `\`${text}\``;

function table(rows: readonly Row[]): string {
  const cells = [["Key", "Example", "Default", "What it is"], ["---", "---", "---", "---"], ...rows];
  return cells.map((row) => `| ${row.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`).join("\n");
}
