import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { identityProperties } from "../../resources/identity";
import { knobValues } from "../../policy/framework/knobs";
import { packOf } from "../../policy/framework/pack";
import { Resource, type ResourceSource } from "../../resources/resource";
import type { Finding, Rule } from "../../policy/framework/rule";
import { settingsFrom } from "../../policy/framework/settings";
import { Stack, type StackResourceSource } from "../../resources/stack";
import type { Token } from "../../resources/tokens";

export type Props = Readonly<Record<string, unknown>>;

/** What the SDK's proxy takes for an unknown string, list or object. */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

// The SDK strips these from its type definitions, so they are loaded untyped.
const { unknownCheckingProxy } = createRequire(__filename)("@pulumi/policy/proxy") as {
  unknownCheckingProxy: (props: object) => object;
};

/** Properties as the SDK hands them to a policy: touching an unknown value throws. */
export const wrapped = (props: object): object => unknownCheckingProxy(props);

export interface Options {
  readonly knobs?: Props;
  readonly settings?: Props;
  /** `YYYY-MM-DD`. */
  readonly today?: string;
  readonly protect?: boolean;
  readonly ignoreChanges?: readonly string[];
  readonly provider?: Props;
  /** What the program says, where a stack's outputs have more. */
  readonly inputs?: Props;
  /** The rules of the pack, for a rule about rules. */
  readonly rules?: readonly Rule[];
}

export interface Verdict {
  /** `path what` of each finding, behind the resource's name for stack rules; "(advice) " before lesser ones. */
  readonly findings: readonly string[];
  readonly decided: boolean;
}

/** Runs a rule's `check` as the pack does, on properties wrapped as the SDK wraps them. */
export function judge(rule: Rule, type: string, props: Props, options: Options = {}): Verdict {
  const undeclared = new Set<string>();
  const resource = new Resource(source(rule, type, "it", props, options, undeclared));
  const findings = [...(rule.check?.(resource, context(rule, options)) ?? assert.fail(`${rule.id} has no check`))];
  assert.deepEqual([...undeclared], [], `${rule.id} reads properties without declaring them`);
  return { findings: findings.map(text), decided: resource.unknowns.size === 0 };
}

/** The fix of each finding, by its text: its own or the rule's, as the message shows it. */
export function fixesOf(rule: Rule, type: string, props: Props, options: Options = {}): ReadonlyMap<string, string> {
  const resource = new Resource(source(rule, type, "it", props, options, new Set()));
  const findings = [...(rule.check?.(resource, context(rule, options)) ?? [])];
  return new Map(findings.map((finding) => [text(finding), finding.fix ?? rule.fix]));
}

/** The properties a rule sets to mend a resource. */
export function mended(rule: Rule, type: string, props: Props, options: Options = {}): Props {
  const resource = new Resource(source(rule, type, "it", props, options, new Set()));
  return rule.mend?.(resource, context(rule, options)) ?? assert.fail(`${rule.id} cannot mend`);
}

/** A resource of a stack; `dependsOn` maps a property to the names of the resources it depends on. */
export interface Node {
  readonly type: Token;
  readonly name: string;
  readonly props: Props;
  readonly dependsOn: Readonly<Record<string, readonly string[]>>;
  readonly options: Options;
  /** The type of the component it is part of, which its URN names. */
  readonly within?: string;
}

export const node = (
  type: Token,
  name: string,
  props: Props = {},
  dependsOn: Node["dependsOn"] = {},
  options: Options = {},
): Node => ({ type, name, props, dependsOn, options });

/** Runs a rule's `checkStack` as the pack does. */
export function judgeStack(rule: Rule, nodes: readonly Node[], options: Options = {}): Verdict {
  const undeclared = new Set<string>();
  const sources = nodes.map((it): StackResourceSource => {
    const { type, name, props, dependsOn, options: own } = it;
    const propertyDependencies = Object.entries(dependsOn).map(([property, names]) => {
      return [property, names.map((target) => ({ urn: urnOf(nodes.find((n) => n.name === target)) }))] as const;
    });
    return {
      ...source(rule, type, name, props, own, undeclared),
      urn: urnOf(it),
      propertyDependencies: Object.fromEntries(propertyDependencies),
    };
  });
  const stack = new Stack(sources);
  const findings = [
    ...(rule.checkStack?.(stack, context(rule, options)) ?? assert.fail(`${rule.id} has no checkStack`)),
  ];
  assert.deepEqual([...undeclared], [], `${rule.id} reads properties without declaring them`);
  return {
    findings: findings.map((finding) => `${finding.resource?.name ?? "stack"}: ${text(finding)}`),
    decided: stack.resources.every((resource) => resource.unknowns.size === 0),
  };
}

/** One provider for each account. */
const providerUrn = ({ allowedAccountIds }: Props): string =>
  `urn:pulumi:dev::shop::pulumi:providers:aws::of-${/\d{12}/.exec(String(allowedAccountIds))?.[0] ?? "anyone"}`;

function urnOf(target: Pick<Node, "type" | "name" | "within"> | undefined): string {
  assert.ok(target, "dependsOn names a resource that is not there");
  const { type, name, within } = target;
  return `urn:pulumi:dev::shop::${within === undefined ? "" : `${within}$`}${type}::${name}`;
}

function context(rule: Rule, { knobs = {}, settings = {}, today = "2026-11-21", rules = [rule] }: Options) {
  return {
    knobs: knobValues(rule.knobs ?? {}, knobs),
    settings: settingsFrom(settings, today),
    pack: packOf(rules),
  };
}

function source(
  rule: Rule,
  type: string,
  name: string,
  props: Props,
  options: Options,
  undeclared: Set<string>,
): ResourceSource {
  return {
    type,
    name,
    urn: `urn:pulumi:dev::shop::${type}::${name}`,
    props: declaredOnly(rule, type, unknownCheckingProxy(without(props)), undeclared),
    opts: { protect: options.protect ?? false, ignoreChanges: options.ignoreChanges ?? [] },
    ...(options.inputs && {
      inputs: declaredOnly(rule, type, unknownCheckingProxy(without(options.inputs)), undeclared),
    }),
    ...(options.provider && {
      provider: { props: unknownCheckingProxy(options.provider), urn: providerUrn(options.provider) },
    }),
  };
}

/**
 * Notes what a rule reads without declaring it: the reference and no-ignored-security-properties rely on that. Noted
 * rather than thrown, since a field takes whatever a read throws for an unknown value.
 */
function declaredOnly(rule: Rule, type: string, props: object, undeclared: Set<string>): object {
  const own = (rule.reads as Record<string, readonly string[] | undefined>)[type] ?? [];
  const declared = new Set([...own, ...identityProperties(type)]);
  return new Proxy(props, {
    get(target, property) {
      if (typeof property === "string" && !declared.has(property)) undeclared.add(`${type}.${property}`);
      return (target as Record<string | symbol, unknown>)[property];
    },
  });
}

const without = (props: Props): Props =>
  Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined));

const text = ({ at, what, advisory }: Finding): string =>
  `${advisory === true ? "(advice) " : ""}${typeof at === "string" ? at : at.path} ${what}`;
