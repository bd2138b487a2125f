import { awsProviders, providerSetting } from "../../framework/provider-setting";
import { rule } from "../../framework/rule";

export const allowedRegions = rule({
  id: "allowed-regions",
  sentence: "Everything stands in the organisation's Regions.",
  why: "Data in another Region is under other laws, and outside the guardrails and logs of the Regions in use.",
  fix: "Use one of the Regions in the setting regions.",
  severity: "high",
  level: "mandatory",
  controls: ["prowler organizations_scp_check_deny_regions"],
  url: "https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html",
  reads: { [awsProviders[0]]: ["region"], [awsProviders[1]]: ["region"] },
  // Since version 7 every aws resource may name a Region of its own.
  appliesTo: (type) => type.startsWith("aws:") || (awsProviders as readonly string[]).includes(type),
  check(resource, { settings }) {
    const at = providerSetting(resource, "region");
    const region = settings.regions.length === 0 ? undefined : at.text();
    if (region === undefined || settings.regions.includes(region)) return [];
    return [{ at, what: `is ${region}, which is not in use` }];
  },
});
