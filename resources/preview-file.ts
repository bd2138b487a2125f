import { isRecord, jsonObject } from "./json-file";
import type { StateResource } from "./state-file";

/** What a preview means to do with a resource. */
export interface PreviewStep {
  /** "same", "create", "update", "create-replacement", "delete", …: `display/step.go` of Pulumi. */
  readonly op: string;
  readonly urn: string;
  readonly oldState?: StateResource;
  readonly newState?: StateResource;
}

/** What `pulumi preview --json --show-sames` writes. */
export interface Preview {
  /** The stack's configuration, secrets blinded. */
  readonly config: Readonly<Record<string, string>>;
  readonly steps: readonly PreviewStep[];
}

const writtenBy = "pulumi preview --json --show-sames > FILE";

/**
 * The preview in a file.
 * @param where The file, for messages.
 * @throws Error that says which file, what is wrong with it and what to do; a preview that failed is one.
 */
export function parsePreview(text: string, where: string): Preview {
  return previewIn(jsonObject(text, where, writtenBy), where);
}

/** The same of a file that is parsed already. */
export function previewIn(file: Readonly<Record<string, unknown>>, where: string): Preview {
  const { config, steps, changeSummary } = file;
  if (!isPreview(file)) {
    throw new Error(`${where}: holds no preview; write one with: ${writtenBy}`);
  }
  refuseFailed(file["diagnostics"], where);
  const list: readonly unknown[] = Array.isArray(steps) ? steps : [];
  const wrong = list.findIndex((step) => !isStep(step));
  if (wrong >= 0) {
    throw new Error(`${where}: steps[${wrong}] has no op, urn or state; write the file again with: ${writtenBy}`);
  }
  const known = list.filter(isStep);
  refuseWithoutSames(known, changeSummary, where);
  return { config: isRecord(config) ? (config as Preview["config"]) : {}, steps: known };
}

/** Whether a file is meant to be a preview, sound or not. */
export const isPreview = (file: Readonly<Record<string, unknown>>): boolean =>
  ["steps", "changeSummary", "diagnostics"].some((key) => file[key] !== undefined);

/** A preview that failed has the steps up to there. */
function refuseFailed(diagnostics: unknown, where: string): void {
  const all: readonly unknown[] = Array.isArray(diagnostics) ? diagnostics : [];
  const error = all.find((it) => isRecord(it) && it["severity"] === "error");
  if (!isRecord(error)) return;
  throw new Error(`${where}: is of a preview that failed: ${String(error["message"]).trim()}`);
}

function refuseWithoutSames(steps: readonly PreviewStep[], changeSummary: unknown, where: string): void {
  const counted = isRecord(changeSummary) ? changeSummary["same"] : undefined;
  const shown = steps.filter(({ op }) => op === "same").length;
  if (typeof counted !== "number" || shown >= counted) return;
  throw new Error(
    `${where}: leaves out ${counted - shown} resources that stay the same; write it again with: ${writtenBy}`,
  );
}

const isState = (value: unknown): boolean =>
  isRecord(value) && typeof value["urn"] === "string" && typeof value["type"] === "string";

function isStep(value: unknown): value is PreviewStep {
  if (!isRecord(value) || typeof value["op"] !== "string" || typeof value["urn"] !== "string") return false;
  const states = [value["oldState"], value["newState"]].filter((state) => state !== undefined);
  return states.length > 0 && states.every(isState);
}
