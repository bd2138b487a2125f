import { awsProviders, providerSetting } from "../../framework/provider-setting";
import { rule } from "../../framework/rule";

export const allowedAccounts = rule({
  id: "allowed-accounts",
  sentence: "A provider can work in the accounts meant for it, and in no other.",
  why: "With the wrong credentials at hand, a run builds and shares databases in whichever account they belong to.",
  fix: "Set allowedAccountIds of the provider (aws:allowedAccountIds in the stack's configuration) to accounts of ownAccounts.",
  severity: "high",
  level: "mandatory",
  controls: [],
  url: "https://www.pulumi.com/registry/packages/aws/installation-configuration/",
  reads: { [awsProviders[0]]: ["allowedAccountIds"], [awsProviders[1]]: ["allowedAccountIds"] },
  check(provider, { settings }) {
    if (settings.ownAccounts.length === 0) return [];
    const at = providerSetting(provider, "allowedAccountIds");
    if (at.unknown) return [];
    if (at.items().length === 0) return [{ at, what: "is left out" }];
    const strange = at.items().filter((item) => item.known && !settings.ownAccounts.includes(item.text() ?? ""));
    return strange.map((item) => ({ at: item, what: `is ${item.text() ?? "no account"}, which is not one of ours` }));
  },
});
