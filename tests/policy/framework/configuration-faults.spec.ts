import assert from "node:assert/strict";
import type { Configuration } from "../../../policy/framework/configuration";
import { configurationFaults } from "../../../policy/framework/configuration-faults";
import { settingsPolicyName, totalsPolicyName } from "../../../policy/framework/settings";
import { referenceFiles } from "../../../policy/framework/reference";
import { allRules } from "../../../policy/rules/all";

const faults = (configuration: Configuration) => configurationFaults(configuration, allRules);
const settings = (values: object) => faults({ [settingsPolicyName]: { ...values } });

describe("the faults of a configuration", () => {
  it("are none in what is right", () => {
    assert.deepEqual(
      faults({
        all: { enforcementLevel: "mandatory" },
        "lattice-db-totals": { enforcementLevel: "advisory" },
        "rds-backup-retention": { enforcementLevel: "advisory", minDays: 14 },
        "ram-no-external-principals": { enforcementLevel: "remediate", allowlistedShares: ["^lab-"] },
        "required-tags": { patterns: { team: "^team-" } },
        [settingsPolicyName]: {
          profile: "strict",
          relaxedStacks: ["^dev"],
          exemptions: [{ rule: "a", urnPattern: "*" }],
        },
      }),
      [],
    );
  });

  it("are none in what the engine says of the pack's own policies", () => {
    assert.deepEqual(faults({ [totalsPolicyName]: { enforcementLevel: "advisory" } }), []);
  });

  it("are none in the profiles as they come", () => {
    for (const [path, text] of Object.entries(referenceFiles(""))) {
      if (!path.startsWith("profiles/")) continue;
      const levels = Object.entries(JSON.parse(text) as Record<string, unknown>).map(([policy, value]) => {
        return [
          policy,
          typeof value === "string" ? { enforcementLevel: value } : (value as Record<string, unknown>),
        ] as const;
      });
      assert.deepEqual(faults(Object.fromEntries(levels)), [], path);
    }
  });

  it("name the rule that is nearest to one that there is not", () => {
    assert.deepEqual(faults({ "rds-multiaz": {}, "aws-something-else-altogether-and-longer": {} }), [
      '"rds-multiaz" is no rule of this pack; did you mean "rds-multi-az"?',
      '"aws-something-else-altogether-and-longer" is no rule of this pack.',
    ]);
  });

  it("name the setting that is nearest to one that there is not", () => {
    assert.deepEqual(faults({ "rds-backup-retention": { mindays: 14 } }), [
      '"rds-backup-retention" has no setting "mindays"; did you mean "minDays"?',
    ]);
    assert.deepEqual(faults({ "rds-multi-az": { minDays: 14 } }), ['"rds-multi-az" has no setting "minDays".']);
    assert.deepEqual(settings({ trustedAccount: ["222222222222"] }), [
      `"${settingsPolicyName}" has no setting "trustedAccount"; did you mean "trustedAccounts"?`,
    ]);
    assert.deepEqual(settings({ exemptions: [{ rule: "a", urnPattern: "*", expiry: "2027-01-01" }] }), [
      `"${settingsPolicyName}.exemptions[0]" has no "expiry"; did you mean "expires"?`,
    ]);
  });

  it("name the profile that is nearest, and values of another kind", () => {
    assert.deepEqual(settings({ profile: "Strict" }), [
      `"${settingsPolicyName}.profile" is none of audit, default, strict; did you mean "strict"?`,
    ]);
    assert.deepEqual(faults({ "rds-backup-retention": { minDays: "many" } }), [
      '"rds-backup-retention.minDays" is no integer as it wants one.',
    ]);
  });

  it("tell regular expressions that are none, or that fit everything", () => {
    assert.match(
      settings({ relaxedStacks: ["^dev", "dev("] })[0] ?? "",
      /relaxedStacks\[1\]" is no regular expression: /,
    );
    assert.match(
      faults({ "required-tags": { patterns: { team: "[" } } })[0] ?? "",
      /"required-tags.patterns\[team\]" is no/,
    );
    assert.deepEqual(faults({ "subnet-no-public-ip": { publicSubnets: [""] } }), [
      '"subnet-no-public-ip.publicSubnets[0]" is empty, which fits everything.',
    ]);
  });

  it("tell rules that are to mend and cannot", () => {
    assert.deepEqual(faults({ "rds-multi-az": { enforcementLevel: "remediate" } }), [
      '"remediate" is set for rds-multi-az, which cannot mend: "mandatory" is meant, or profiles/mend.json.',
    ]);
    const all = Object.fromEntries(allRules.map(({ id }) => [id, { enforcementLevel: "remediate" }]));
    assert.match(faults(all).join(), /^"remediate" is set for \d\d rules, which cannot mend/);
  });

  it("tell that the settings are switched off", () => {
    assert.match(settings({ enforcementLevel: "disabled" })[0] ?? "", /no setting of the pack counts/);
  });
});
