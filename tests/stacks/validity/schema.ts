/** A JSON schema as AWS's resource providers publish them, and cfn-lint corrects them. */
export type Schema = Readonly<Record<string, any>>;

/** What says nothing of a value. */
const SILENT = ["relationshipRef", "insertionOrder", "default", "title", "description"];

/** What is wrong with a value; empty where nothing is. A keyword that nobody knows is an error: nothing passes unread. */
export function schemaProblems(schema: Schema, value: unknown, definitions: Schema, path = ""): string[] {
  return Object.entries(schema).flatMap(([keyword, rule]) => {
    if (SILENT.includes(keyword)) return [];
    const check = CHECKS[keyword];
    if (check === undefined) throw new Error(`a schema has the keyword ${keyword}, which is not checked`);
    return check({ rule, value, schema, definitions, path });
  });
}

interface Question {
  readonly rule: any;
  readonly value: any;
  readonly schema: Schema;
  readonly definitions: Schema;
  readonly path: string;
}
type Check = (question: Question) => string[];

/** A check of what is of a type; of others the type itself says that they are wrong. */
function of(kind: string, isRight: (rule: any, value: any) => boolean, what: (rule: any) => string): Check {
  return ({ rule, value, path }) =>
    typeOf(value) !== kind || isRight(rule, value) ? [] : [`${path} must ${what(rule)}, got ${JSON.stringify(value)}`];
}

const CHECKS: Readonly<Record<string, Check>> = {
  type: ({ rule, value, path }) =>
    [rule].flat().some((type: string) => isOf(type, value)) ? [] : [`${path} must be ${rule}, got ${typeOf(value)}`],
  enum: ({ rule, value, path }) => (rule.includes(value) ? [] : [`${path} must be one of ${rule}, got ${value}`]),
  enumCaseInsensitive: of("string", (all, it) => all.includes(it.toLowerCase()), String),
  pattern: of("string", matches, (rule) => `match ${rule}`),
  minLength: of(
    "string",
    (least, it) => it.length >= least,
    (rule) => `have ${rule} characters or more`,
  ),
  maxLength: of(
    "string",
    (most, it) => it.length <= most,
    (rule) => `have ${rule} characters or less`,
  ),
  minimum: of(
    "number",
    (least, it) => it >= least,
    (rule) => `be ${rule} or more`,
  ),
  maximum: of(
    "number",
    (most, it) => it <= most,
    (rule) => `be ${rule} or less`,
  ),
  format: of("string", isOfFormat, (rule) => `be a ${rule}`),
  minItems: of(
    "array",
    (least, it) => it.length >= least,
    (rule) => `have ${rule} items or more`,
  ),
  maxItems: of(
    "array",
    (most, it) => it.length <= most,
    (rule) => `have ${rule} items or less`,
  ),
  uniqueItems: of(
    "array",
    (_, it) => new Set(it.map((one: unknown) => JSON.stringify(one))).size === it.length,
    String,
  ),
  items: ({ rule, value, definitions, path }) =>
    Array.isArray(value) ? value.flatMap((item, at) => schemaProblems(rule, item, definitions, `${path}[${at}]`)) : [],
  properties: ({ rule, value, definitions, path }) =>
    Object.entries(rule as Schema).flatMap(([name, schema]) =>
      typeOf(value) === "object" && Object.hasOwn(value, name)
        ? schemaProblems(schema, value[name], definitions, `${path}.${name}`)
        : [],
    ),
  required: of(
    "object",
    (names, it) => names.every((name: string) => Object.hasOwn(it, name)),
    (names) => `have ${names}`,
  ),
  requiredXor: of(
    "object",
    (names, it) => names.filter((name: string) => Object.hasOwn(it, name)).length === 1,
    (names) => `have one of ${names}`,
  ),
  additionalProperties: ({ rule, value, schema, path }) => {
    if (rule !== false || typeOf(value) !== "object") return [];
    const patterns = Object.keys(schema.patternProperties ?? {});
    const known = (name: string) =>
      Object.hasOwn(schema.properties ?? {}, name) || patterns.some((pattern) => matches(pattern, name));
    return Object.keys(value).flatMap((name) => (known(name) ? [] : [`${path} has no ${name}`]));
  },
  patternProperties: ({ rule, value, definitions, path }) =>
    Object.entries(rule as Schema).flatMap(([pattern, schema]) =>
      Object.entries(typeOf(value) === "object" ? value : {}).flatMap(([name, it]) =>
        matches(pattern, name) ? schemaProblems(schema, it, definitions, `${path}.${name}`) : [],
      ),
    ),
  $ref: ({ rule, value, definitions, path }) => {
    const found = definitions[rule.replace("#/definitions/", "")];
    return found === undefined ? [`${path}: no ${rule}`] : schemaProblems(found, value, definitions, path);
  },
  anyOf: ({ rule, value, definitions, path }) =>
    rule.some((one: Schema) => schemaProblems(one, value, definitions, path).length === 0)
      ? []
      : schemaProblems(rule[0], value, definitions, path),
  oneOf: ({ rule, value, definitions, path }) => {
    const fitting = rule.filter((one: Schema) => schemaProblems(one, value, definitions, path).length === 0);
    return fitting.length === 1 ? [] : [`${path} must fit one of ${rule.length} forms, got ${JSON.stringify(value)}`];
  },
  if: ({ schema, value, definitions, path }) => {
    const holds = schemaProblems(schema.if, value, definitions, path).length === 0;
    return schemaProblems((holds ? schema.then : schema.else) ?? {}, value, definitions, path);
  },
  then: () => [],
  else: () => [],
};

/** The patterns are Python's and Java's: some escape more than JavaScript's stricter form takes, and end a text by `\\Z`. */
function matches(pattern: string, text: string): boolean {
  const form = pattern.replace(/\\Z$/, "$");
  return new RegExp(form, /\\p\{/.test(form) ? "u" : "").test(text);
}

function typeOf(value: unknown): string {
  return Array.isArray(value) ? "array" : value === null ? "null" : typeof value;
}

function isOf(type: string, value: unknown): boolean {
  return type === "integer" ? Number.isInteger(value) : typeOf(value) === type;
}

const id = (prefix: string) => new RegExp(`^${prefix}-(?:[0-9a-f]{8}|[0-9a-f]{17})$`);
const FORMATS: Readonly<Record<string, RegExp>> = {
  "AWS::EC2::VPC.Id": id("vpc"),
  "AWS::EC2::Subnet.Id": id("subnet"),
  "AWS::EC2::SecurityGroup.Id": id("sg"),
  "AWS::EC2::SecurityGroup.Name": /^(?!sg-)[\w .:/()#,@[\]+=&;{}!$*-]{1,255}$/,
  "AWS::IAM::Role.Arn": /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/,
  "AWS::KMS::Key.Arn": /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[0-9a-f-]{36}$/,
  "AWS::KMS::Key.Id": /^[0-9a-f-]{36}$/,
  "AWS::KMS::Alias.AliasName": /^alias\/[\w/-]+$/,
  "AWS::Logs::LogGroup.Name": /^[.\-_/#A-Za-z0-9]{1,512}$/,
  "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/,
  "ipv4-network": /^\d{1,3}(?:\.\d{1,3}){3}\/\d{1,2}$/,
  "ipv6-network": /^[0-9a-f:]+\/\d{1,3}$/,
};

function isOfFormat(format: string, value: string): boolean {
  const form = FORMATS[format];
  if (form === undefined) throw new Error(`a schema has the format ${format}, which is not checked`);
  return form.test(value);
}
