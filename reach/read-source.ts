import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { stackFromPreview } from "../resources/from-preview";
import { stackFromState } from "../resources/from-state";
import { jsonObject } from "../resources/json-file";
import { isPreview, previewIn } from "../resources/preview-file";
import { stateIn } from "../resources/state-file";
import { stackNameOf, type Source } from "./source";
import { withoutSecrets } from "./inventory/without-secrets";

const writtenBy = "pulumi stack export --file FILE, or pulumi preview --json --show-sames > FILE";

/**
 * The stack in a file: a state, as `pulumi stack export` writes it or a file backend keeps it (also packed), or a
 * preview, as `pulumi preview --json --show-sames` writes it. Encrypted secrets stay so: what they hold is unknown.
 * @param project Only of this project, where it is given.
 * @throws Error in one sentence: which file, what is wrong with it, what to do.
 */
export function readSource(path: string, project?: string): Source {
  const file = jsonObject(textOf(bytesOf(path), path), path, writtenBy);
  const source: Source = isPreview(file)
    ? { name: path, kind: "preview", stack: stackFromPreview(withoutSecrets(previewIn(file, path))) }
    : { name: path, kind: "state", stack: stackFromState(withoutSecrets(stateIn(file, path))) };
  const other = stackNameOf(source)?.project;
  if (project === undefined || other === undefined || other === project) return source;
  throw new Error(`${path}: is of project "${other}", not of "${project}"; export a stack of "${project}"`);
}

function bytesOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    const said = reasons[String(code)] ?? `cannot be read (${error instanceof Error ? error.message : String(error)})`;
    throw new Error(`${path}: ${said}`);
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: `there is no such file; write it with: ${writtenBy}`,
  EISDIR: "is a folder; name a file in it",
  EACCES: "may not be read by you; ask its owner, or write your own with: " + writtenBy,
};

/** Windows PowerShell writes what it redirects in UTF-16, a file backend may keep its states packed. */
function textOf(bytes: Buffer, path: string): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString("utf16le");
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes.toString("utf8");
  try {
    return gunzipSync(bytes).toString("utf8");
  } catch {
    throw new Error(`${path}: is packed, and cut off or spoilt; write it again with: ${writtenBy}`);
  }
}
