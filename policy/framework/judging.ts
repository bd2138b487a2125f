import type {
  ReportViolation,
  ResourceRemediation,
  ResourceValidation,
  ResourceValidationArgs,
  StackValidation,
} from "@pulumi/policy";
import { notApplicable, passOrUndecided } from "./not-applicable";
import { areAdvice, exemptionFor, reportTogether } from "./reporting";
import { Resource } from "../../resources/resource";
import type { Context, Finding, Rule } from "./rule";
import type { Run } from "./run";
import { Stack } from "../../resources/stack";
import type { Settings } from "./settings";
import { isCentral } from "./surroundings";

/** A rule as one process of the pack judges by it. */
export interface Judge {
  readonly rule: Rule;
  readonly run: Run;
  readonly contextOf: (args: Pick<ResourceValidationArgs, "getConfig">) => Context;
  /** Says once what is wrong with the pack's configuration; whichever policy runs first does. */
  readonly tellFaults: (report: ReportViolation) => void;
}

const applies = (rule: Rule, type: string): boolean => rule.appliesTo?.(type) ?? Object.hasOwn(rule.reads, type);

const elsewhere = "no database, share or part of Lattice in this stack";

export const resourceValidation =
  ({ rule, run, contextOf, tellFaults }: Judge): ResourceValidation =>
  (args, report) => {
    tellFaults(report);
    run.saw(args);
    const resource = new Resource(args);
    const context = contextOf(args);
    const { settings } = context;
    if (isCentral(resource)) refuseHeld({ rule, run }, resource, settings, report);
    if (!applies(rule, args.type)) notApplicable(args, "not a type this rule judges");
    const findings = [...(rule.check?.(resource, context) ?? [])];
    const waits =
      !run.judges(rule, settings) ||
      (rule.checkStack !== undefined && areAdvice({ rule, run, settings }, resource, findings));
    run.hold(rule, resource, waits ? findings : []);
    if (findings.length === 0) passOrUndecided([resource], args);
    else if (waits) notApplicable(args, "judged with the whole stack");
    else {
      run.markReported(rule, resource.urn);
      reportTogether({ rule, run, settings, report }, resource, findings);
    }
  };

/**
 * In an update that no preview came before, the stack is judged when all is made. So what waited for a database to show
 * refuses the database itself, by its name.
 */
function refuseHeld(
  { rule, run }: Pick<Judge, "rule" | "run">,
  central: Resource,
  settings: Settings,
  report: ReportViolation,
): void {
  if (process.env.PULUMI_DRY_RUN !== "false" || rule.surroundings !== true) return;
  const held = run
    .release(rule)
    .filter(({ resource, findings }) => !areAdvice({ rule, run, settings }, resource, findings));
  const findings = held.flatMap(({ resource, findings: found }) =>
    found.map((finding) => ({ ...finding, at: `${resource.name}: ${placeOf(finding)}` })),
  );
  if (findings.length === 0) return;
  held.forEach(({ resource }) => {
    run.markReported(rule, resource.urn);
  });
  reportTogether({ rule, run, settings, report }, central, findings);
}

const placeOf = ({ at }: Finding): string => (typeof at === "string" ? at : at.path);

export const stackValidation =
  ({ rule, run, contextOf, tellFaults }: Judge): StackValidation =>
  (args, report) => {
    tellFaults(report);
    if (!args.resources.some(({ type }) => applies(rule, type))) notApplicable(args, "no type this rule judges");
    const stack = new Stack(args.resources.map((source) => withInputs(source, run.inputs(source.urn))));
    const context = contextOf(args);
    const { settings } = context;
    const held = run.release(rule);
    if (!run.judges(rule, settings, stack.resources)) notApplicable(args, elsewhere);
    const together = new Map<string, { readonly resource: Resource | undefined; readonly findings: Finding[] }>();
    const add = (resource: Resource | undefined, findings: readonly Finding[]): void => {
      const urn = resource?.urn ?? "";
      const before = together.get(urn) ?? { resource, findings: [] };
      before.findings.push(...findings);
      together.set(urn, before);
    };
    for (const { resource, findings } of held) if (stack.named(resource.urn) !== undefined) add(resource, findings);
    for (const finding of rule.checkStack?.(stack, context) ?? []) add(finding.resource, [finding]);
    for (const { resource, findings } of together.values()) {
      if (resource !== undefined && run.wasReported(rule, resource.urn)) continue;
      reportTogether({ rule, run, settings, report }, resource, findings);
    }
    if (together.size === 0) passOrUndecided(stack.resources, args);
  };

type Source = ConstructorParameters<typeof Stack>[0][number];

const withInputs = (source: Source, inputs: object | undefined): Source => {
  const { type, urn, name, props, opts, provider, propertyDependencies } = source;
  const own = { type, urn, name, props, opts, propertyDependencies, ...(provider && { provider }) };
  return inputs === undefined ? own : { ...own, inputs };
};

export const remediation =
  ({ rule, contextOf }: Judge): ResourceRemediation =>
  (args) => {
    if (!applies(rule, args.type)) return undefined;
    const resource = new Resource(args);
    const context = contextOf(args);
    const findings = [...(rule.check?.(resource, context) ?? [])];
    if (findings.length === 0 || exemptionFor(rule, resource, context.settings)) return undefined;
    return Object.assign(args.props, rule.mend?.(resource, context));
  };
