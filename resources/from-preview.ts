import { identityProperties } from "./identity";
import { isRecord } from "./json-file";
import { hiddenSecret } from "./marks";
import type { Preview, PreviewStep } from "./preview-file";
import { providersIn, sourceOf } from "./source-of";
import { Stack } from "./stack";
import type { StateResource } from "./state-file";

/** A resource that is there after the update, and what was there of it before, unless it is made anew. */
interface Planned {
  readonly op: string;
  readonly state: StateResource;
  readonly before: StateResource | undefined;
}

/**
 * The stack as it will be after the update that a preview foresees. What the update is to tell is unknown: of a resource
 * that stays the same, or is only read again, nothing, of one that is updated all but its identity, of a new one every output.
 */
export function stackFromPreview({ config, steps }: Preview): Stack {
  // A resource may have several steps; the last one that leaves something of it is what will be there.
  const planned = [...new Map(steps.flatMap(plannedOf)).values()];
  const providers = providersIn(planned.map(({ state }) => state));
  return new Stack(
    planned.map((it) => ({
      ...sourceOf(it.state, propsOf(it), (urn) => providers.get(urn) ?? defaultProvider(config, urn)),
      ...(it.state.inputs && { inputs: unblinded(it.state.inputs) }),
      outputsPending: outputsOf(it) === undefined,
    })),
  );
}

/** A preview says nothing of default providers, but they are set by the configuration alone, under their package's name. */
function defaultProvider(config: Preview["config"], urn: string): object | undefined {
  const name = /::pulumi:providers:([^:]+)::default/.exec(urn)?.[1];
  if (name === undefined) return undefined;
  const own = Object.entries(config).filter(([key]) => key.startsWith(`${name}:`));
  return Object.fromEntries(own.map(([key, value]) => [key.slice(name.length + 1), value]));
}

/** The operations that leave a resource what it is; the others make one, so nothing of an old one holds. */
const keeping = ["same", "update", "refresh", "read"];

function plannedOf({ op, urn, oldState, newState }: PreviewStep): readonly (readonly [string, Planned])[] {
  if (newState === undefined) return [];
  return [[urn, { op, state: newState, before: keeping.includes(op) ? oldState : undefined }]];
}

/** All outputs, where the preview can tell them. */
function outputsOf({ op, state, before }: Planned): StateResource["outputs"] {
  return state.outputs ?? (["same", "read"].includes(op) ? before?.outputs : undefined);
}

function propsOf(planned: Planned): object {
  const { state, before } = planned;
  const id = state.id ?? before?.id;
  const identity = identityProperties(state.type).filter((key) => Object.hasOwn(before?.outputs ?? {}, key));
  const kept = Object.fromEntries(identity.map((key) => [key, before?.outputs?.[key]]));
  const props = { ...kept, ...state.inputs, ...outputsOf(planned), ...(id !== undefined && id !== "" && { id }) };
  return unblinded(props);
}

const unblinded = (props: object): object =>
  Object.fromEntries(Object.entries(props).map(([key, value]) => [key, withSecrets(value)]));

/** A preview has this text in place of every secret. */
const blinded = "[secret]";

function withSecrets(value: unknown): unknown {
  if (value === blinded) return hiddenSecret;
  if (Array.isArray(value)) return value.map(withSecrets);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withSecrets(member)]));
}
