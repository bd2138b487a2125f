import assert from "node:assert/strict";
import type { ResourceValidationArgs } from "@pulumi/policy";
import { integer } from "../../../policy/framework/knobs";
import { policiesFor, policyFor, packOf, type Policy } from "../../../policy/framework/pack";
import { rule, type Rule } from "../../../policy/framework/rule";
import { settingsFrom } from "../../../policy/framework/settings";
import { urnOf } from "../analyzer-requests";
import { type Props, node, unknown } from "../judge";
import { analyze, analyzeStack } from "./sdk-server";

const group = "aws:ec2/securityGroup:SecurityGroup";
const vpc = "aws:ec2/vpc:Vpc";

/** A rule that objects to every ingress rule, and to a VPC's groups together. */
const example: Rule = rule({
  id: "example-rule",
  sentence: "Nothing comes in.",
  why: "Because.",
  fix: "Close it.",
  severity: "high",
  level: "mandatory",
  relaxable: true,
  controls: ["FSBP X.1", "CIS 1"],
  url: "https://docs.aws.amazon.com/",
  knobs: { most: integer(0, "How many rules.") },
  reads: { [group]: ["ingress", "vpcId"], [vpc]: [] },
  check(resource, { knobs }) {
    const ports = resource.get("ingress").items().slice(knobs.most);
    const description = resource.get("description");
    return [
      ...ports.flatMap((at) => (at.get("fromPort").number() === 22 ? [{ at, what: "is SSH" }] : [])),
      ...(description.text() === "open" ? [{ at: description, what: "is open", advisory: true as const }] : []),
    ];
  },
  checkStack: (stack) => [
    ...stack.ofType(group).flatMap((resource) => {
      const link = stack.follow(resource, resource.get("vpcId"), vpc);
      return link.certain && link.resources.length > 0
        ? [{ resource, at: "vpcId", what: `is of ${link.resources[0]?.name ?? ""}` }]
        : [];
    }),
    ...(stack.resources.length > 2 ? [{ at: "stack", what: "is large" }] : []),
  ],
  mend: () => ({ ingress: [] }),
});

const today = "2026-11-21";
const policies = (settings: Props = {}): Policy[] => [
  policyFor(example, () => settingsFrom(settings, today), packOf([example])),
];
/** The same where the engine asks about resources alone, so that advice does not wait for the stack. */
const ofResources: Rule = { ...example };
delete ofResources.checkStack;
const alone = (settings: Props = {}): Policy[] => [
  policyFor(ofResources, () => settingsFrom(settings, today), packOf([example])),
];
const ssh = node(group, "it", { ingress: [unknown, { fromPort: unknown }, { fromPort: 22 }] });
const text = ["Why: Because.", "Fix: Close it.", "Controls: FSBP X.1, CIS 1", "See: https://docs.aws.amazon.com/"].join(
  "\n",
);

describe("a rule, asked by the engine about a resource", () => {
  it("reports where, what, why, how to mend it and the same control elsewhere, behind unknown values too", async () => {
    const { diagnostics } = await analyze(policies(), ssh);
    assert.deepEqual(diagnostics, [
      {
        policy: "example-rule",
        level: "MANDATORY",
        urn: urnOf(ssh),
        message: `Nothing comes in.\ningress[2] is SSH.\n${text}`,
      },
    ]);
  });

  it("does not count as passed while what it wanted to read is unknown", async () => {
    const { diagnostics, open } = await analyze(policies(), node(group, "it", { ingress: [{ fromPort: unknown }] }));
    assert.deepEqual(diagnostics, []);
    assert.deepEqual(open, { "example-rule": "not known before the update: it.ingress[0].fromPort" });
  });

  it("passes what is known to be good", async () => {
    assert.deepEqual(await analyze(policies(), node(group, "it", { ingress: [{ fromPort: 443 }] })), {
      diagnostics: [],
      open: {},
    });
  });

  it("does not count as passed by a type it does not judge", async () => {
    const other = node("aws:ec2/subnet:Subnet", "it", {});
    assert.deepEqual(await analyze(policies(), other), {
      diagnostics: [],
      open: { "example-rule": "not a type this rule judges" },
    });
  });

  it("asks the rule which types it judges, where it says so itself", async () => {
    const picky = policyFor(
      { ...example, appliesTo: (type) => type === vpc },
      () => settingsFrom({}, today),
      packOf([]),
    );
    assert.deepEqual((await analyze([picky], ssh)).open, { "example-rule": "not a type this rule judges" });
  });

  it("warns of lesser findings, except in profile strict", async () => {
    const lesser = node(group, "it", { description: "open" });
    const levels = async (settings: Props) =>
      (await analyze(alone(settings), lesser)).diagnostics.map(({ level }) => level);
    assert.deepEqual(await levels({}), ["ADVISORY"]);
    assert.deepEqual(await levels({ profile: "audit" }), ["ADVISORY"]);
    assert.deepEqual(await levels({ profile: "strict" }), ["MANDATORY"]);
    const [finding] = (await analyze(alone(), lesser)).diagnostics;
    assert.equal(finding?.message, "Nothing comes in.\ndescription is open.\nFix: Close it.");
    const [grave] = (await analyze(alone({ profile: "strict" }), lesser)).diagnostics;
    assert.equal(grave?.message, `Nothing comes in.\ndescription is open.\n${text}`);
  });

  it("warns in relaxed stacks, if the rule may be relaxed", async () => {
    const levels = async (relaxedStacks: string[], which: Rule = ofResources) => {
      const policy = policyFor(which, () => settingsFrom({ relaxedStacks }, today), packOf([which]));
      return (await analyze([policy], ssh)).diagnostics.map(({ level }) => level);
    };
    assert.deepEqual(await levels(["^dev$"]), ["ADVISORY"]);
    assert.deepEqual(await levels(["^prod$", "shop"]), ["MANDATORY"]);
    const { relaxable, ...strict } = ofResources;
    assert.equal(relaxable, true);
    assert.deepEqual(await levels(["^dev$"], strict), ["MANDATORY"]);
  });
});

describe("an exemption", () => {
  const exemption = {
    rule: "example-rule",
    urnPattern: "urn:pulumi:dev::*::it",
    reason: "old",
    owner: "me",
    expires: "2026-12-31",
  };
  const exempted = async (changes: Props = {}) =>
    (await analyze(alone({ exemptions: [{ ...exemption, ...changes }] }), ssh)).diagnostics;

  it("turns a finding into one visible line of advice", async () => {
    assert.deepEqual(await exempted(), [
      {
        policy: "example-rule",
        level: "ADVISORY",
        urn: urnOf(ssh),
        message: "Nothing comes in.\nExempt until 2026-12-31 (me: old): ingress[2] is SSH.",
      },
    ]);
  });

  it("counts on its last day, and no longer", async () => {
    assert.deepEqual(
      (await exempted({ expires: today })).map(({ level }) => level),
      ["ADVISORY"],
    );
    assert.deepEqual(
      (await exempted({ expires: "2026-11-20" })).map(({ level }) => level),
      ["MANDATORY"],
    );
  });

  it("does not count for another rule or resource, nor without reason, owner and end", async () => {
    const changes = [
      { rule: "other" },
      { urnPattern: "urn:pulumi:prod::*::it" },
      { urnPattern: "*::i" },
      { reason: "" },
      { owner: undefined },
      { expires: "soon" },
      { expires: "2026-13-01" },
    ];
    for (const change of changes) {
      assert.deepEqual(
        (await exempted(change)).map(({ level }) => level),
        ["MANDATORY"],
        JSON.stringify(change),
      );
    }
  });

  it("may stand on the resource itself only where the organisation allows that", async () => {
    const tags = {
      "policy-exempt": "other example-rule",
      "policy-exempt-reason": "old",
      "policy-exempt-owner": "me",
      "policy-exempt-expires": "2026-12-31",
    };
    const tagged = node(group, "it", { ...ssh.props, tags });
    const level = async (allowTagExemptions: boolean) =>
      (await analyze(alone({ allowTagExemptions }), tagged)).diagnostics.map((it) => it.level);
    assert.deepEqual(await level(true), ["ADVISORY"]);
    assert.deepEqual(await level(false), ["MANDATORY"]);
  });

  it("counts for a stack's findings by the resource they blame", async () => {
    const nodes = [node(vpc, "net"), node(group, "it", { vpcId: unknown }, { vpcId: ["net"] })];
    const { diagnostics } = await analyzeStack(policies({ exemptions: [exemption] }), nodes);
    assert.deepEqual(
      diagnostics.map(({ level, urn }) => [level, urn]),
      [["ADVISORY", urnOf({ type: group, name: "it" })]],
    );
  });
});

describe("a rule, asked by the engine about a stack", () => {
  const nodes = [node(vpc, "net"), node(group, "it", { vpcId: unknown }, { vpcId: ["net"] })];

  it("blames the resource, by dependencies where values are unknown", async () => {
    const { diagnostics } = await analyzeStack(policies(), nodes);
    assert.deepEqual(diagnostics, [
      {
        policy: "example-rule",
        level: "MANDATORY",
        urn: urnOf({ type: group, name: "it" }),
        message: `Nothing comes in.\nvpcId is of net.\n${text}`,
      },
    ]);
  });

  it("blames the whole stack where no single resource is at fault", async () => {
    const { diagnostics } = await analyzeStack(policies(), [node(group, "a"), node(group, "b"), node(group, "c")]);
    assert.deepEqual(
      diagnostics.map(({ urn, message }) => [urn, message.split("\n")[1]]),
      [["", "stack is large."]],
    );
  });

  it("does not count as passed while something is open, or where nothing is to be judged", async () => {
    const open = await analyzeStack(policies(), [node(group, "it", { vpcId: unknown })]);
    assert.deepEqual(open, { diagnostics: [], open: { "example-rule": "not known before the update: it.vpcId" } });
    const none = await analyzeStack(policies(), [node("aws:ec2/subnet:Subnet", "it")]);
    assert.deepEqual(none, { diagnostics: [], open: { "example-rule": "no type this rule judges" } });
  });

  it("passes a good stack", async () => {
    assert.deepEqual(await analyzeStack(policies(), [node(group, "it")]), { diagnostics: [], open: {} });
  });
});

describe("a rule that mends", () => {
  const remediate = (props: Props, settings: Props = {}) => {
    const [policy] = policies(settings);
    assert.ok(policy && "remediateResource" in policy && policy.remediateResource);
    const { type, name } = ssh;
    const args = { type, name, urn: urnOf(ssh), props: { ...props }, opts: { protect: false, ignoreChanges: [] } };
    return policy.remediateResource({ ...args, getConfig: () => ({}) } as unknown as ResourceValidationArgs);
  };

  it("changes only what was found wrong", () => {
    assert.deepEqual(remediate({ ingress: [{ fromPort: 22 }], name: "kept" }), { ingress: [], name: "kept" });
    assert.equal(remediate({ ingress: [{ fromPort: 443 }] }), undefined);
  });

  it("leaves what is exempt", () => {
    const exemptions = [{ rule: "example-rule", urnPattern: "*", reason: "old", owner: "me", expires: "2026-12-31" }];
    assert.equal(remediate({ ingress: [{ fromPort: 22 }] }, { exemptions }), undefined);
  });
});

describe("the pack", () => {
  it("puts its settings in front of the rules, and neither passes nor fails by them", async () => {
    const all = policiesFor([example], { today: () => today });
    assert.deepEqual(
      all.map(({ name }) => name),
      ["lattice-db-settings", "example-rule", "lattice-db-totals"],
    );
    assert.equal((await analyze(all, ssh)).open["lattice-db-settings"], "settings only");
    assert.equal((await analyzeStack(all, [ssh])).open["lattice-db-settings"], "settings only");
  });

  it("tells the engine all a rule says of itself", () => {
    const [policy] = policies();
    assert.ok(policy);
    const { name, description, enforcementLevel, severity, tags, url, remediationSteps, configSchema } = policy;
    assert.deepEqual(
      { name, description, enforcementLevel, severity, tags, url, remediationSteps, configSchema },
      {
        name: "example-rule",
        description: "Nothing comes in.",
        enforcementLevel: "mandatory",
        severity: "high",
        tags: ["FSBP X.1", "CIS 1"],
        url: "https://docs.aws.amazon.com/",
        remediationSteps: "Close it.",
        configSchema: {
          properties: { most: { type: "integer", minimum: 0, default: 0, description: "How many rules." } },
        },
      },
    );
  });

  it("knows which properties rules depend on, leaving out tags and rules of low severity", () => {
    const low: Rule = { ...example, id: "low", severity: "low", reads: { [group]: ["description"] } };
    const tagged: Rule = { ...example, id: "tagged", reads: { [group]: ["egress", "tags"] } };
    const pack = packOf([example, low, tagged]);
    assert.deepEqual([...pack.ids], ["example-rule", "low", "tagged"]);
    assert.deepEqual([...pack.judged(group)], ["ingress", "vpcId", "egress"]);
    assert.deepEqual([...pack.judged("aws:ec2/subnet:Subnet")], []);
  });
});
