import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import type { Difference, DiffAnswer } from "../requests";
import type { Problem, Properties } from "../resource-type";

/** JSON properties of a protocol message; none for a message left out. */
export function properties(message: Struct | undefined): Properties {
  return message?.toJavaScript() ?? {};
}

export function struct(from: Properties): Struct {
  return Struct.fromJavaScript(from as Record<string, JavaScriptValue>);
}

/** Pulumi's mark of a secret on the wire: the value is beside it. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";

/** The engine always sends a provider's configuration with its secrets marked. */
export function withoutSecrets(config: Properties): Properties {
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => {
      const isMarked = typeof value === "object" && value !== null && SIGNATURE in value && "value" in value;
      return [key, isMarked ? value.value : value];
    }),
  );
}

export function failuresOf(problems: readonly Problem[]): proto.CheckFailure[] {
  return problems.map(({ property, reason }) => {
    const failure = new proto.CheckFailure();
    failure.setProperty(property);
    failure.setReason(reason);
    return failure;
  });
}

export function diffResponse({ differences, deleteBeforeReplace }: DiffAnswer): proto.DiffResponse {
  const response = new proto.DiffResponse();
  const { DIFF_SOME, DIFF_NONE } = proto.DiffResponse.DiffChanges;
  response.setChanges(differences.length > 0 ? DIFF_SOME : DIFF_NONE);
  response.setDiffsList(topsOf(differences));
  response.setReplacesList(topsOf(differences.filter((it) => it.replaces)));
  response.setDeletebeforereplace(deleteBeforeReplace);
  response.setHasdetaileddiff(true);
  for (const difference of differences) {
    const detail = new proto.PropertyDiff();
    detail.setKind(kindOf(difference));
    detail.setInputdiff(true);
    response.getDetaileddiffMap().set(difference.path, detail);
  }
  return response;
}

/** A provider that moves to another account or Region takes its resources with it: they are replaced. */
export function diffConfig(request: proto.DiffRequest): proto.DiffResponse {
  const before = properties(request.getOldInputs());
  const now = properties(request.getNews());
  const keys = [...new Set([...Object.keys(before), ...Object.keys(now)])];
  const differences = keys
    .filter((key) => key !== "version" && JSON.stringify(before[key]) !== JSON.stringify(now[key]))
    .map((key): Difference => ({
      path: key,
      kind: "update",
      replaces: key === "region" || key === "allowedAccountIds",
    }));
  return diffResponse({ differences, deleteBeforeReplace: false });
}

function kindOf({ kind, replaces }: Difference): proto.PropertyDiff.Kind {
  const { ADD, ADD_REPLACE, DELETE, DELETE_REPLACE, UPDATE, UPDATE_REPLACE } = proto.PropertyDiff.Kind;
  if (kind === "add") return replaces ? ADD_REPLACE : ADD;
  if (kind === "delete") return replaces ? DELETE_REPLACE : DELETE;
  return replaces ? UPDATE_REPLACE : UPDATE;
}

function topsOf(differences: readonly Difference[]): string[] {
  return [...new Set(differences.map(({ path }) => /^[^.[]*/.exec(path)?.[0] ?? path))];
}
