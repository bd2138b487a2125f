import { organizationOf, principalReads, sharePrincipals } from "../../../resources/share-principals";
import { boolean } from "../../framework/knobs";
import { rule } from "../../framework/rule";

export const ramNoWholeOrganisation = rule({
  id: "ram-no-whole-organisation",
  sentence: "A database is shared with those who need it, not with the whole organisation.",
  why: "Sharing with the organisation includes every account it will ever have, sandboxes among them.",
  fix: "Name accounts or organisational units.",
  severity: "medium",
  level: "advisory",
  controls: [],
  url: "https://docs.aws.amazon.com/ram/latest/userguide/scp.html",
  knobs: { allow: boolean(false, "Whether shares with the whole organisation are meant.") },
  reads: principalReads,
  check(resource, { knobs }) {
    const wide = sharePrincipals(resource).filter((at) => organizationOf(at.text() ?? "") !== undefined);
    return knobs.allow ? [] : wide.map((at) => ({ at, what: "is a whole organisation" }));
  },
});
