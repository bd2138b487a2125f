import type { Resource } from "../../../resources/resource";
import type { Stack } from "../../../resources/stack";
import {
  type Exemption,
  daysBetween,
  exemptionCovers,
  exemptionFaults,
  tagExemptions,
} from "../../framework/exemption";
import { type Context, type Finding, rule } from "../../framework/rule";
import { taggable } from "../../framework/taggable";

export const policyExemptionValid = rule({
  id: "policy-exemption-valid",
  sentence: "Every exemption has a reason, an owner, an end and something to exempt.",
  why: "An exemption nobody owns outlives its reason and becomes the hole.",
  fix: "Complete it, renew it with its owner's consent, or remove it.",
  severity: "medium",
  level: "mandatory",
  controls: ["cdk-nag acknowledge", "trivy ignore exp", "prowler mutelist"],
  url: "https://www.pulumi.com/docs/discovery-governance/policy/policy-packs/",
  reads: taggable,
  // Whatever can carry tags can claim to be exempt, known to the other rules or not.
  appliesTo: (type) => /^aws(-native)?:/.test(type),
  check(resource, context) {
    const at = "tags.policy-exempt";
    return tagExemptions(resource).flatMap((exemption) => {
      const off = context.settings.allowTagExemptions ? [] : ["has no effect: allowTagExemptions is off"];
      return findingOf(at, exemption, [...off, ...faultsOf(exemption, context)]);
    });
  },
  checkStack: (stack, context) =>
    context.settings.exemptions.flatMap((exemption, index) => {
      const faults = [...faultsOf(exemption, context), ...unmatched(exemption, stack)];
      return findingOf(`exemptions[${index}]`, exemption, faults);
    }),
});

const findingOf = (at: string, { rule: id }: Exemption, faults: readonly string[]): Finding[] =>
  faults.length === 0 ? [] : [{ at, what: `(${id}) ${faults.join(", ")}` }];

function faultsOf(exemption: Exemption, { settings, pack }: Context): readonly string[] {
  const days = daysBetween(settings.today, exemption.expires ?? "");
  return [
    ...(pack.ids.has(exemption.rule) ? [] : ["names no rule of this pack"]),
    ...exemptionFaults(exemption, settings.today),
    ...(days > settings.exemptionMaxDays ? [`runs for ${days} days, more than ${settings.exemptionMaxDays}`] : []),
  ];
}

/** One configuration may serve many stacks, so only a pattern that names this stack must fit something in it. */
function unmatched(exemption: Exemption, stack: Stack): readonly string[] {
  if (!/^(urn:|\*)/.test(exemption.urnPattern)) return ["can fit no URN"];
  const own = stackPrefix(stack.resources[0]);
  if (own === undefined || !exemption.urnPattern.startsWith(own)) return [];
  return stack.resources.some(({ urn }) => exemptionCovers(exemption, urn)) ? [] : ["fits no resource of this stack"];
}

const stackPrefix = (resource: Resource | undefined): string | undefined =>
  /^urn:pulumi:[^:]+::[^:]+::/.exec(resource?.urn ?? "")?.[0];
