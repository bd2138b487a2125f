import { stackFromPreview } from "../resources/from-preview";
import { stackFromState } from "../resources/from-state";
import { parsePreview } from "../resources/preview-file";
import type { Stack } from "../resources/stack";
import { parseState } from "../resources/state-file";
import { withoutSecrets } from "./inventory/without-secrets";

/** The resources of one stack, as they are (a state) or as they will be (a preview). */
export interface Source {
  /** For messages: the file, or the stack's name. */
  readonly name: string;
  readonly kind: "state" | "preview";
  readonly stack: Stack;
}

/**
 * @param text What `pulumi stack export` writes.
 * @throws Error that says what is wrong with it and what to do.
 */
export function sourceFromState(text: string, name: string): Source {
  return { name, kind: "state", stack: stackFromState(withoutSecrets(parseState(text, name))) };
}

/**
 * @param text What `pulumi preview --json --show-sames` writes.
 * @throws Error that says what is wrong with it and what to do.
 */
export function sourceFromPreview(text: string, name: string): Source {
  return { name, kind: "preview", stack: stackFromPreview(withoutSecrets(parsePreview(text, name))) };
}

/** The stack that a policy pack is asked about: what exists tells its id, as in a preview of an existing stack. */
export function sourceFromPolicyRun(stack: Stack): Source {
  return { name: "this stack", kind: "preview", stack: stack.planned() };
}

/** `urn:pulumi:STACK::PROJECT::…`. */
interface StackName {
  readonly stack: string;
  readonly project: string;
}

/** Whose resources a source has; undefined where it has none, as a stack without an update yet. */
export function stackNameOf({ stack }: Source): StackName | undefined {
  const urn = stack.resources[0]?.urn;
  const found = urn === undefined ? null : /^urn:pulumi:(.+?)::(.+?)::/.exec(urn);
  return found?.[1] === undefined || found[2] === undefined ? undefined : { stack: found[1], project: found[2] };
}

/** @throws Error where two sources are of one stack: they would contradict each other. */
export function refuseTwice(sources: readonly Source[]): void {
  const seen = new Map<string, Source>();
  for (const source of sources) {
    const name = stackNameOf(source);
    if (name === undefined) continue;
    const key = `${name.project}/${name.stack}`;
    const before = seen.get(key);
    if (before !== undefined) {
      throw new Error(`${before.name} and ${source.name} are both of stack ${key}: give one of them`);
    }
    seen.set(key, source);
  }
}
