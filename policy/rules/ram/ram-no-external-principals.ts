import { matchesAny, patterns } from "../../framework/knobs";
import { rule } from "../../framework/rule";
import { stated } from "../../framework/stated";

export const ramNoExternalPrincipals = rule({
  id: "ram-no-external-principals",
  sentence: "Nothing is shared beyond the organisation.",
  why: "With external principals allowed, one mistyped account id shares a database with a stranger.",
  fix: "Set allowExternalPrincipals to false; name a share for partners on purpose in allowlistedShares.",
  severity: "critical",
  level: "mandatory",
  controls: ["ElectricEye RAM.2"],
  url: "https://docs.aws.amazon.com/ram/latest/userguide/getting-started-sharing.html",
  knobs: {
    allowlistedShares: patterns("Regular expressions of the names of shares that may leave the organisation."),
  },
  reads: {
    "aws:ram/resourceShare:ResourceShare": ["allowExternalPrincipals"],
    "aws-native:ram:ResourceShare": ["allowExternalPrincipals"],
  },
  check(share, { knobs }) {
    if (matchesAny(knobs.allowlistedShares, share.name)) return [];
    const at = share.get("allowExternalPrincipals");
    // Left out means true to AWS, and so to aws-native; the aws provider sends false.
    const open = at.flag() === true || (share.native && at.absent);
    return open ? [{ at, what: stated(at) }] : [];
  },
  mend: () => ({ allowExternalPrincipals: false }),
});
