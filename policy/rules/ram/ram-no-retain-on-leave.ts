import { rule } from "../../framework/rule";

export const ramNoRetainOnLeave = rule({
  id: "ram-no-retain-on-leave",
  sentence: "An account that leaves the organisation loses the share.",
  why: "With retainSharingOnAccountLeaveOrganization the share outlives the membership it was given for; associations made by it stay in any case until somebody deletes them.",
  fix: "Leave retainSharingOnAccountLeaveOrganization out or false.",
  severity: "high",
  level: "mandatory",
  controls: [],
  url: "https://docs.aws.amazon.com/ram/latest/APIReference/API_ResourceShareConfiguration.html",
  reads: {
    "aws:ram/resourceShare:ResourceShare": ["resourceShareConfiguration"],
    "aws-native:ram:ResourceShare": ["resourceShareConfiguration"],
  },
  check(share) {
    const at = share.get("resourceShareConfiguration").get("retainSharingOnAccountLeaveOrganization");
    return at.flag() === true ? [{ at, what: "is true" }] : [];
  },
  mend: () => ({ resourceShareConfiguration: { retainSharingOnAccountLeaveOrganization: false } }),
});
