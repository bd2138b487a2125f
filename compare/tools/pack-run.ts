import { createRequire } from "node:module";
import type { ResourceValidationArgs, StackValidationArgs } from "@pulumi/policy";
import type { Policy } from "../../policy/framework/pack";
import { dependencies, intrinsic, isRecord } from "../render/intrinsic";
import type { Rendered } from "../render/rendered";
import type { Finding } from "./finding";
import type { Program } from "./ours";

// The SDK strips these from its type definitions, so they are loaded untyped.
const { unknownCheckingProxy } = createRequire(__filename)("@pulumi/policy/proxy") as {
  unknownCheckingProxy: (props: object) => object;
};

/** What the SDK takes for a value that is not known before the update. */
const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const urnOf = ({ type, name }: Rendered): string => `urn:pulumi:compare::case::${type}::${name}`;

type Report = (finding: string | { readonly urn?: string }, urn?: string) => void;

/** What the pack says of a program in preview, with its default settings. */
export function judged(policies: readonly Policy[], program: Program): readonly Finding[] {
  const findings: Finding[] = [];
  const resources = program.resources.map((resource) => argumentsOf(resource, program.resources));
  const reporter =
    (check: string, own?: string): Report =>
    (finding, given) => {
      const urn = (typeof finding === "string" ? given : finding.urn) ?? own;
      const resource = program.resources.find((each) => urnOf(each) === urn)?.id;
      findings.push({ case: program.case, check, ...(resource !== undefined && { resource }) });
    };
  for (const policy of policies) {
    if ("validateResource" in policy && typeof policy.validateResource === "function") {
      for (const args of resources) call(policy.validateResource, args, reporter(policy.name, args.urn));
    }
    if ("validateStack" in policy) {
      call(policy.validateStack, { ...common, resources }, reporter(policy.name));
    }
  }
  return findings;
}

/** The SDK's own way to say "not applicable" is to throw. */
class NotApplicable extends Error {}

const common = {
  getConfig: () => ({}),
  notApplicable: () => {
    throw new NotApplicable();
  },
};

type Callback = (args: ResourceValidationArgs & StackValidationArgs, report: Report) => unknown;

/** The arguments carry what the pack reads, not all that the SDK has. */
function call(callback: unknown, args: object, report: Report): void {
  try {
    (callback as Callback)(args as ResourceValidationArgs & StackValidationArgs, report);
  } catch (error) {
    if (!(error instanceof NotApplicable)) throw error;
  }
}

function argumentsOf(resource: Rendered, all: readonly Rendered[]) {
  const dependsOn = Object.entries(resource.properties).map(([property, value]) => {
    const names = dependencies(value);
    return [
      property,
      all.filter(({ name }) => names.includes(name)).map((target) => ({ urn: urnOf(target) })),
    ] as const;
  });
  return {
    ...common,
    type: resource.type,
    name: resource.name,
    urn: urnOf(resource),
    props: unknownCheckingProxy(inPreview(resource.properties) as object),
    opts: { protect: false, ignoreChanges: [] },
    propertyDependencies: Object.fromEntries(dependsOn),
  };
}

/** What another resource is yet to give is unknown. */
function inPreview(value: unknown): unknown {
  if (intrinsic(value) !== undefined) return unknown;
  if (Array.isArray(value)) return value.map(inPreview);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, inPreview(member)]));
}
