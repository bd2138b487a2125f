import type { Field } from "../../../resources/field";
import { organizationOf, principalReads, sharePrincipals, unitOf } from "../../../resources/share-principals";
import { integer } from "../../framework/knobs";
import { rule } from "../../framework/rule";
import { type Settings, knownAccounts } from "../../framework/settings";

export const ramPrincipalsAllowed = rule({
  id: "ram-principals-allowed",
  sentence: "Databases are shared with known accounts, units and organisations only.",
  why: "A RAM principal is the first and widest gate to a shared database; everything behind it is up to the other side.",
  fix: "Name a 12-digit account id, or the ARN of an organisational unit or organisation, that the pack's settings list.",
  severity: "critical",
  level: "mandatory",
  controls: [],
  url: "https://docs.aws.amazon.com/vpc-lattice/latest/ug/sharing.html",
  knobs: { maxPrincipals: integer(20, "How many principals one share may name.", 1) },
  reads: principalReads,
  check(resource, { knobs, settings }) {
    const principals = sharePrincipals(resource);
    const faults = principals.flatMap((at) => {
      const what = fault(at, settings);
      return what === undefined ? [] : [{ at, what }];
    });
    const many = principals.length > knobs.maxPrincipals;
    const what = `names ${principals.length} principals, more than ${knobs.maxPrincipals}`;
    return many ? [...faults, { at: resource.get("principals"), what }] : faults;
  },
});

function fault(at: Field, settings: Settings): string | undefined {
  const principal = at.text();
  if (principal === undefined) return undefined;
  if (principal === "*") return "is everyone";
  if (/^\d{12}$/.test(principal)) {
    const known = knownAccounts(settings);
    return known.length === 0 || known.includes(principal) ? undefined : `is ${principal}, which is no known account`;
  }
  const unit = unitOf(principal);
  const organization = organizationOf(principal) ?? unit?.organization;
  if (organization === undefined) return misfit(principal);
  const { organizationIds, organizationalUnits } = settings;
  if (organizationIds.length > 0 && !organizationIds.includes(organization))
    return `is of ${organization}, no known organisation`;
  if (unit === undefined || organizationalUnits.length === 0) return undefined;
  const listed = organizationalUnits.some((own) => own === principal || own === unit.unit);
  return listed ? undefined : `is ${unit.unit}, which is no known unit`;
}

function misfit(principal: string): string {
  if (/^(o|ou)-[a-z0-9-]+$/.test(principal)) return "is a bare id, where RAM wants the ARN";
  if (/^arn:[^:]+:iam::/.test(principal)) return "is an IAM identity, with which Lattice resources cannot be shared";
  if (/\.amazonaws\.com(\.cn)?$/.test(principal))
    return "is an AWS service, with which Lattice resources cannot be shared";
  return "is no account id and no ARN of a unit or organisation";
}
