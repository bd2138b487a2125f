import { allRules } from "../rules/all";
import type { Rule } from "./rule";
import { settingsKnobs, settingsPolicyName } from "./settings";

/**
 * The files that are written from the rules, by path within the pack.
 *
 * @param oldReadme The README as it is: what stands between its comparison's markers is kept.
 */
export const referenceFiles = (oldReadme: string): Readonly<Record<string, string>> => ({
  "README.md": readme(allRules, comparison.exec(oldReadme)?.[0] ?? emptyComparison),
  "profiles/audit.json": json({ all: "advisory", [settingsPolicyName]: { profile: "audit" } }),
  "profiles/default.json": json({ [settingsPolicyName]: { profile: "default" } }),
  "profiles/strict.json": json({ all: "mandatory", [settingsPolicyName]: { profile: "strict" } }),
  "profiles/mend.json": json({
    [settingsPolicyName]: { profile: "default" },
    ...Object.fromEntries(allRules.filter((rule) => rule.mend !== undefined).map(({ id }) => [id, "remediate"])),
  }),
});

/** Written by `npm run compare:policy`, which takes minutes and other tools. */
const comparison = /<!-- comparison -->.*<!-- \/comparison -->/s;

const emptyComparison = "<!-- comparison -->\n\n<!-- /comparison -->";

function readme(rules: readonly Rule[], compared: string): string {
  return [
    introduction(rules),
    compared,
    `## Settings\n\nGiven once, under \`${settingsPolicyName}\`.\n\n${knobList(settingsKnobs)}`,
    "## Rules",
    overview(rules),
    ...rules.map(section),
  ]
    .join("\n\n")
    .concat("\n");
}

const introduction = (rules: readonly Rule[]): string => `# lattice-db policy pack

<!-- Written from the rules by \`node build.mjs --reference\`; a test keeps it current. -->

${rules.length} rules for databases shared over Amazon VPC Lattice and for what surrounds them, over \`@pulumi/aws\` and
\`@pulumi/aws-native\` alike. They judge what is known during preview, and follow the stack's dependencies where values
are not known yet; what cannot be decided counts as neither passed nor failed.

\`\`\`sh
node policy/build.mjs
pulumi preview --policy-pack policy --policy-pack-config policy/profiles/strict.json
\`\`\`

[ENFORCEMENT.md](ENFORCEMENT.md) says how to enforce it in pull requests, on what exists already, and for a whole
organisation.

| profile | what it does |
| --- | --- |
| \`profiles/audit.json\` | everything only warns |
| \`profiles/default.json\` | each rule has its own level, as below; the same as giving no configuration |
| \`profiles/strict.json\` | everything refuses |
| \`profiles/mend.json\` | as default, but what has one safe value is set to it |

A profile is an ordinary policy configuration, so copy one and add to it; in Pulumi Cloud the same keys go into the
policy group's configuration. A rule is set by its id, to a level or to an object with \`enforcementLevel\` (\`advisory\`,
\`mandatory\`, \`remediate\` where the rule can mend, \`disabled\`) and its own knobs:

\`\`\`json
{
  "all": "mandatory",
  "${settingsPolicyName}": {
    "profile": "strict",
    "ownAccounts": ["111111111111"],
    "trustedAccounts": ["222222222222"],
    "regions": ["eu-central-1"],
    "exemptions": [
      {
        "rule": "rds-multi-az",
        "urnPattern": "urn:pulumi:dev::shop::*::orders-*",
        "reason": "rebuilt nightly",
        "owner": "team-orders",
        "expires": "2027-01-31"
      }
    ]
  },
  "rds-backup-retention": { "enforcementLevel": "mandatory", "minDays": 14 },
  "rds-monitoring": "disabled"
}
\`\`\`

What the configuration names and the pack does not have (a rule, a setting, a level a rule cannot take, a regular
expression that is none) refuses the stack and names the nearest word. Rules marked "surroundings" judge only stacks with a
database, a share or a part of Lattice in them, unless \`surroundings\` is \`everywhere\`. All that a rule has against a
resource is one finding, and a last line counts them.

An exemption turns findings of one rule into one visible line of advice until its last day. One without reason or owner,
or whose day has passed, does not count and is itself a finding. Configuration replaces a setting as a whole: lists are
not merged.`;

const overview = (rules: readonly Rule[]): string =>
  [
    "| rule | what holds | severity | default |",
    "| --- | --- | --- | --- |",
    ...rules.map((rule) => {
      const level = [
        rule.level,
        rule.surroundings === true ? "surroundings" : "",
        rule.relaxable === true ? "relaxable" : "",
        rule.mend ? "can mend" : "",
      ];
      const words = level.filter((word) => word !== "").join(", ");
      return `| [${rule.id}](#${rule.id}) | ${rule.sentence} | ${rule.severity} | ${words} |`;
    }),
  ].join("\n");

function section(rule: Rule): string {
  const types = Object.entries(rule.reads).map(([type, properties]) => {
    const names = properties.map((name) => `\`${name}\``).join(", ");
    return names === "" ? `- \`${type}\`` : `- \`${type}\`: ${names}`;
  });
  return [
    `### ${rule.id}`,
    `${rule.sentence} ${rule.why}`,
    `${rule.fix} [AWS says](${rule.url})`,
    ...(rule.controls.length === 0 ? [] : [`Also known as: ${rule.controls.join(", ")}.`]),
    ...(rule.knobs === undefined ? [] : [knobList(rule.knobs)]),
    ...(types.length === 0
      ? []
      : [types.length > 60 ? `${types.length} types, whatever carries tags.` : types.join("\n")]),
  ].join("\n\n");
}

const knobList = (knobs: NonNullable<Rule["knobs"]>): string =>
  Object.entries(knobs)
    .map(([name, { schema, fallback }]) => {
      const type = typeof schema.type === "string" ? schema.type : "";
      return `- \`${name}\` (${type}, default \`${JSON.stringify(fallback)}\`): ${schema.description ?? ""}`;
    })
    .join("\n");

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
