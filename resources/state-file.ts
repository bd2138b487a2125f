import { isRecord, jsonObject, UnreadableFile } from "./json-file";

type Values = Readonly<Record<string, unknown>>;

/** A resource as a state has it: what of it is read here. Values are as Pulumi marks them (`marks.ts`). */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  /** None of components, nor of what is still to be created. */
  readonly id?: string;
  readonly inputs?: Values;
  readonly outputs?: Values;
  readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>>;
  /** URN of the component it is part of. */
  readonly parent?: string;
  /** URN and id of the provider that manages it, joined by `::`. */
  readonly provider?: string;
  /** Read by the stack (`get`), not managed by it. */
  readonly external?: boolean;
  readonly protect?: boolean;
  readonly ignoreChanges?: readonly string[];
  /** Replaced, and still to be deleted. */
  readonly delete?: boolean;
  /** Deleted already, and still to be replaced. */
  readonly pendingReplacement?: boolean;
}

/** Something an interrupted run had begun: `type` is "creating", "updating", "deleting", "reading" or "importing". */
export interface PendingOperation {
  readonly type: string;
  readonly resource: StateResource;
}

/** The state of a stack after its last update. */
export interface Deployment {
  readonly resources?: readonly StateResource[];
  readonly pending_operations?: readonly PendingOperation[];
}

/** The newest form of states known here (`DeploymentSchemaVersionLatest` of Pulumi's apitype, v3.259). */
const newestVersion = 4;

const writtenBy = "pulumi stack export --file FILE";

/**
 * The state in a file as `pulumi stack export` writes it or a file backend keeps it; empty for a stack without an
 * update yet. Encrypted secrets stay encrypted: they are read as present and secret.
 * @param where The file, for messages.
 * @throws UnreadableFile that says which file, what is wrong with it and what to do.
 */
export function parseState(text: string, where: string): Deployment {
  return stateIn(jsonObject(text, where, writtenBy), where);
}

/** The same of a file that is parsed already. */
export function stateIn(file: Values, where: string): Deployment {
  const { version, deployment } = file;
  if (typeof version === "number" && version > newestVersion) {
    const upTo = `versions up to ${newestVersion} can be read: update lattice-db`;
    throw new UnreadableFile(where, `is a state of version ${version}, written by a newer Pulumi; ${upTo}`);
  }
  if (isRecord(deployment)) return checked(deployment, where);
  if (!isRecord(file["checkpoint"])) {
    const what =
      'holds no state of a stack: neither "deployment", as in an export, nor "checkpoint", as in a file backend';
    throw new UnreadableFile(where, what, `write one with: ${writtenBy}`);
  }
  const { latest } = file["checkpoint"];
  return isRecord(latest) ? checked(latest, where) : {};
}

/** What stands in the lists has the fields without which nothing can be said of it. */
function checked(deployment: Values, where: string): Deployment {
  const { resources, pending_operations: operations } = deployment;
  listOf(resources, where, "resources").forEach((it, index) => {
    needsTexts(it, ["urn", "type"], where, `resources[${index}]`);
  });
  listOf(operations, where, "pending_operations").forEach((it, index) => {
    const at = `pending_operations[${index}]`;
    needsTexts(it, ["type"], where, at);
    needsTexts(isRecord(it) ? it["resource"] : undefined, ["urn", "type"], where, `${at}.resource`);
  });
  return { ...deployment, resources: resources ?? [], pending_operations: operations ?? [] } as Deployment;
}

const again = `write the file again with: ${writtenBy}`;

function listOf(value: unknown, where: string, at: string): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value;
  throw new UnreadableFile(where, `${at} must be a list, got ${typeof value}`, again);
}

function needsTexts(value: unknown, keys: readonly string[], where: string, at: string): void {
  const missing = keys.find((key) => !isRecord(value) || typeof value[key] !== "string");
  if (missing !== undefined) throw new UnreadableFile(where, `${at} has no ${missing}`, again);
}
