import { MARIADB } from "./mariadb";
import { MYSQL } from "./mysql";
import { CHOICES, FIXED, FLAGS, NUMBERS, TEXTS } from "./postgres";
import { EXTENDED } from "./postgres-extended";

/** What a parameter takes, as far as it is known. */
export type Allowed =
  | { readonly kind: "flag" }
  | { readonly kind: "number"; readonly least: number; readonly most: number | undefined; readonly isWhole: boolean }
  | { readonly kind: "choice"; readonly values: readonly string[] }
  | { readonly kind: "text" }
  /** It tells how the server was built. */
  | { readonly kind: "fixed" };

export type ParameterEngine = "postgres" | "mysql" | "mariadb";

const POSTGRES: ReadonlyMap<string, Allowed> = new Map<string, Allowed>([
  ...words(`${TEXTS}${EXTENDED}`).map((name) => [name, { kind: "text" }] as const),
  ...words(FLAGS).map((name) => [name, { kind: "flag" }] as const),
  ...words(NUMBERS).map(numberOf),
  ...words(CHOICES).map(choiceOf),
  ...words(FIXED).map((name) => [name, { kind: "fixed" }] as const),
]);

const KNOWN: Readonly<Record<ParameterEngine, ReadonlyMap<string, Allowed>>> = {
  postgres: POSTGRES,
  mysql: new Map(words(MYSQL).map((name) => [name, { kind: "text" }])),
  mariadb: new Map(words(MARIADB).map((name) => [name, { kind: "text" }])),
};

/** The versions of PostgreSQL whose own parameters are all here. */
const COMPLETE = ["14", "15", "16", "17", "18"];

/** What is known of a parameter; undefined where the name is not. `-` and `_` are the same to MySQL and MariaDB. */
export function allowedOf(engine: ParameterEngine, name: string): Allowed | undefined {
  const lower = name.toLowerCase();
  return KNOWN[engine].get(engine === "postgres" ? lower : lower.replaceAll("-", "_"));
}

/** The names that are known. */
export function parameterNames(engine: ParameterEngine): Iterable<string> {
  return KNOWN[engine].keys();
}

/** Whether a name that is not known is none: PostgreSQL's own have no period, and are all known. */
export function isNoParameter(engine: ParameterEngine, major: string, name: string): boolean {
  return engine === "postgres" && COMPLETE.includes(major) && !name.includes(".") && !POSTGRES.has(name.toLowerCase());
}

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== "");
}

function numberOf(text: string): readonly [string, Allowed] {
  const [name = "", least = "", most = "", real] = text.split(":");
  const end = most === "" ? undefined : Number(most);
  return [name, { kind: "number", least: Number(least), most: end, isWhole: real === undefined }];
}

function choiceOf(text: string): readonly [string, Allowed] {
  const [name = "", values = ""] = text.split(":");
  return [name, { kind: "choice", values: values.split("|").map((value) => value.replaceAll("+", " ")) }];
}
