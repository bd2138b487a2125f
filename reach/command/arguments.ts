import { parseArgs } from "node:util";

/** What the command is asked. */
export interface ReachArguments {
  readonly question: Question;
  /** Names of stacks; none: all that the project has. */
  readonly stacks: readonly string[];
  /** Files that `pulumi stack export` or `pulumi preview --json --show-sames` wrote. */
  readonly stateFiles: readonly string[];
  /** As the stacks will be, rather than as they are. */
  readonly preview: boolean;
  /** The local cloud's stacks, whatever backend is logged in to. */
  readonly local: boolean;
  /** What the client carries, where its name does not say so: by name or id. */
  readonly securityGroups: readonly string[];
  /** Answered as if these were gone. */
  readonly without: readonly string[];
  /** Whose login by IAM is asked for beside the way. */
  readonly login?: { readonly role: string; readonly user: string; readonly externalId?: string };
  readonly format: "text" | "json" | "markdown";
  /** A file for a picture of the answer. */
  readonly diagram?: string;
}

export type Question =
  | { readonly kind: "way"; readonly from: string; readonly to: string }
  | { readonly kind: "audience"; readonly database: string }
  | { readonly kind: "table"; readonly from?: string; readonly to?: string };

type Problems = { readonly problems: readonly string[] };

const several = { type: "string", multiple: true } as const;
const options = {
  from: { type: "string" },
  to: { type: "string" },
  audience: { type: "string" },
  stack: several,
  state: several,
  without: several,
  "security-group": several,
  preview: { type: "boolean" },
  local: { type: "boolean" },
  json: { type: "boolean" },
  markdown: { type: "boolean" },
  diagram: { type: "string" },
  as: { type: "string" },
  user: { type: "string" },
  "external-id": { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;

/** Reads the arguments, or says all that is wrong with them; "help" where that is asked for. */
export function readArguments(args: readonly string[]): ReachArguments | Problems | "help" {
  try {
    const { values } = parseArgs({ args: [...args], options, strict: true, allowPositionals: false });
    if (values.help === true) return "help";
    const problems = problemsOf(values);
    return problems.length > 0 ? { problems } : argumentsOf(values);
  } catch (error) {
    return { problems: [error instanceof Error ? error.message : String(error)] };
  }
}

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>["values"];

function argumentsOf(values: Values): ReachArguments {
  return {
    question: questionOf(values),
    stacks: values.stack ?? [],
    stateFiles: values.state ?? [],
    preview: values.preview ?? false,
    local: values.local ?? false,
    without: values.without ?? [],
    securityGroups: values["security-group"] ?? [],
    format: values.json === true ? "json" : values.markdown === true ? "markdown" : "text",
    ...(values.as === undefined || values.user === undefined
      ? {}
      : { login: loginOf(values.as, values.user, values["external-id"]) }),
    ...(values.diagram === undefined ? {} : { diagram: values.diagram }),
  };
}

function loginOf(role: string, user: string, externalId: string | undefined): NonNullable<ReachArguments["login"]> {
  return { role, user, ...(externalId === undefined ? {} : { externalId }) };
}

function questionOf({ from, to, audience }: Values): Question {
  if (audience !== undefined) return { kind: "audience", database: audience };
  if (from !== undefined && to !== undefined) return { kind: "way", from, to };
  return { kind: "table", ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

function problemsOf(values: Values): readonly string[] {
  const { from, to, audience, json, markdown, diagram, local, state } = values;
  const empty = Object.entries(values).filter(([, value]) => [value].flat().includes(""));
  const wrong = (is: boolean, problem: string): readonly string[] => (is ? [problem] : []);
  return [
    ...empty.map(([name]) => `--${name} needs a value, got ""`),
    ...wrong(
      audience !== undefined && (from ?? to) !== undefined,
      "--audience asks for everyone: leave --from and --to out",
    ),
    ...wrong(
      values["security-group"] !== undefined && from === undefined,
      "--security-group is of a client: name it with --from",
    ),
    ...wrong(
      values["external-id"] !== undefined && values.as === undefined,
      "--external-id is of a role: name it with --as",
    ),
    ...wrong((values.as === undefined) !== (values.user === undefined), "--as ROLE and --user USER belong together"),
    ...wrong(
      values.as !== undefined && (from === undefined || to === undefined),
      "--as asks for one login: name the client with --from and the database with --to",
    ),
    ...wrong(json === true && markdown === true, "--json and --markdown: give one of them"),
    ...wrong(
      diagram !== undefined && diagram !== "" && !/\.(svg|mmd)$/.test(diagram),
      `--diagram takes a file that ends in .svg or .mmd, got "${diagram ?? ""}"`,
    ),
    ...wrong(
      values.preview === true && (state ?? []).length > 0 && (values.stack ?? []).length === 0,
      "--preview is of stacks: name them with --stack beside --state",
    ),
    ...wrong(
      local === true && values.stack === undefined && state !== undefined,
      "--local reads stacks: name them with --stack beside --state",
    ),
  ];
}
