import assert from "node:assert/strict";
import { policiesFor, type Policy } from "../../../policy/framework/pack";
import { rule, type Rule } from "../../../policy/framework/rule";
import { Run } from "../../../policy/framework/run";
import { type Node, type Props, node, unknown } from "../judge";
import { analyze, analyzeStack } from "./sdk-server";

const group = "aws:ec2/securityGroup:SecurityGroup";
const database = "aws:rds/instance:Instance";
const about: Omit<Rule, "id" | "reads"> = {
  sentence: "Nothing is open.",
  why: "Because.",
  fix: "Close it.",
  severity: "high",
  level: "mandatory",
  controls: [],
  url: "https://docs.aws.amazon.com/",
};

/** Objects to every ingress rule, to a lesser degree to a description, and to a group of any VPC. */
const network = rule({
  ...about,
  id: "network",
  surroundings: true,
  reads: { [group]: ["description", "ingress", "vpcId"] },
  check: (it) => [
    ...it
      .get("description")
      .items()
      .map((at) => ({ at, what: "is said", advisory: true as const })),
    ...it
      .get("ingress")
      .items()
      .map((at) => ({ at, what: "is open" })),
  ],
  checkStack: (stack) =>
    stack.ofType(group).flatMap((resource) => {
      const at = resource.input("vpcId");
      return at.absent ? [{ resource, at, what: "is left out" }] : [];
    }),
});
const storage = rule({
  ...about,
  id: "storage",
  level: "advisory",
  reads: { [database]: ["storageEncrypted"] },
  check: (it) => (it.get("storageEncrypted").isNotTrue() ? [{ at: "storageEncrypted", what: "is off" }] : []),
});

const pack = (settings: Props = {}, run = new Run()): readonly Policy[] =>
  policiesFor([network, storage], { run, defaults: settings });
const open = node(group, "open", { ingress: [{}, {}], vpcId: "vpc-1" });
const orders = node(database, "orders", { storageEncrypted: true });

/** What the engine is told when it asks about each resource and then about the stack. */
async function told(policies: readonly Policy[], nodes: readonly Node[], outputs = nodes): Promise<string[]> {
  const answers = [];
  for (const each of nodes) answers.push(await analyze(policies, each));
  answers.push(await analyzeStack(policies, outputs));
  return answers.flatMap(({ diagnostics }) =>
    diagnostics.map(({ policy, level, urn, message }) => {
      const [first = "", ...more] = message.split("\n");
      const lines = more.length === 0 ? [first] : more;
      return `${level} ${policy} ${urn.split("::").at(-1) ?? ""}: ${lines.join(" | ")}`;
    }),
  );
}

const full = "Why: Because. | Fix: Close it. | See: https://docs.aws.amazon.com/";

describe("what the pack remembers from one call to the next", () => {
  it("makes one finding of all that a rule has against a resource, the gravest first", async () => {
    const wrong = node(group, "open", { description: "d", ingress: [{}, {}], vpcId: undefined });
    const found = await told(pack(), [orders, wrong]);
    assert.deepEqual(found, [
      `MANDATORY network open: ingress[0] is open. | ingress[1] is open. | description is said. | ${full}`,
      "ADVISORY lattice-db-totals : Findings in this stack: 1 to mend before it is deployed, 0 of advice, 0 exempt.",
    ]);
  });

  it("lets advice wait for what the stack shows, so that it is told with it", async () => {
    const wrong = node(group, "said", { description: "d" });
    assert.deepEqual(
      (await told(pack(), [orders, wrong]))[0],
      `MANDATORY network said: vpcId is left out. | description is said. | ${full}`,
    );
    const only = node(group, "said", { description: "d", vpcId: "vpc-1" });
    assert.deepEqual(
      (await told(pack(), [orders, only]))[0],
      "ADVISORY network said: description is said. | Fix: Close it.",
    );
  });

  it("says why, which control and where to read only of what refuses the stack", async () => {
    const plain = node(database, "orders", {});
    assert.deepEqual(await told(pack(), [plain]), [
      "ADVISORY storage orders: storageEncrypted is off. | Fix: Close it.",
      "ADVISORY lattice-db-totals : Findings in this stack: 0 to mend before it is deployed, 1 of advice, 0 exempt.",
    ]);
  });

  it("has the level the engine was given for a rule", async () => {
    const run = new Run();
    run.configure({ storage: { enforcementLevel: "mandatory" } });
    const [found = ""] = await told(pack({}, run), [node(database, "orders", {})]);
    assert.match(found, /Why: Because/);
  });

  it("judges surroundings only beside a database, whichever comes first", async () => {
    const refusal = `MANDATORY network open: ingress[0] is open. | ingress[1] is open. | ${full}`;
    assert.deepEqual(await told(pack(), [open]), []);
    assert.deepEqual((await told(pack(), [open, orders]))[0], refusal);
    assert.deepEqual((await told(pack(), [orders, open]))[0], refusal);
    assert.deepEqual((await told(pack({ surroundings: "everywhere" }), [open]))[0], refusal);
    const { open: undecided } = await analyzeStack(pack(), [open]);
    assert.equal(undecided.network, "no database, share or part of Lattice in this stack");
  });

  it("counts an endpoint as part of Lattice if it leads there", async () => {
    const endpoint = (props: Props) => node("aws:ec2/vpcEndpoint:VpcEndpoint", "endpoint", props);
    assert.deepEqual(await told(pack(), [open, endpoint({ serviceName: "s3" })]), []);
    assert.equal((await told(pack(), [open, endpoint({ resourceConfigurationArn: unknown })])).length, 2);
  });

  it("judges by what the program says where a preview does not know what the provider fills in", async () => {
    const inputs = node(group, "bare");
    const outputs = node(group, "bare", { vpcId: unknown });
    assert.match((await told(pack(), [orders, inputs], [orders, outputs]))[0] ?? "", /vpcId is left out/);
  });

  it("forgets one pass over the stack before the next", async () => {
    const policies = pack();
    assert.equal((await told(policies, [orders, open])).length, 2);
    const again = await told(policies, [orders, open]);
    assert.match(again.at(-1) ?? "", /1 to mend/);
    assert.deepEqual(await told(policies, [node(group, "open", { vpcId: "vpc-1" })]), []);
  });

  it("refuses the database itself in an update without preview, before the stack is made", async () => {
    const before = process.env.PULUMI_DRY_RUN;
    process.env.PULUMI_DRY_RUN = "false";
    try {
      const found = await told(pack(), [open, orders]);
      const places = "open: ingress[0] is open. | open: ingress[1] is open.";
      assert.deepEqual(found, [
        `MANDATORY network orders: ${places} | ${full}`,
        "ADVISORY lattice-db-totals : Findings in this stack: 1 to mend before it is deployed, 0 of advice, 0 exempt.",
      ]);
    } finally {
      if (before === undefined) delete process.env.PULUMI_DRY_RUN;
      else process.env.PULUMI_DRY_RUN = before;
    }
  });
});

describe("a configuration with a mistake in it", () => {
  const faulty = async (configuration: Parameters<Run["configure"]>[0], policies = 0) => {
    const run = new Run();
    run.configure(configuration);
    const all = policiesFor([network, storage], { run }).slice(policies);
    return (await told(all, [orders, orders])).filter((each) => !each.includes("totals"));
  };

  it("is a finding that refuses, once, with the word that is nearest", async () => {
    assert.deepEqual(await faulty({ storge: { enforcementLevel: "mandatory" } }), [
      'MANDATORY lattice-db-settings : "storge" is no rule of this pack; did you mean "storage"?',
    ]);
  });

  it("is told by the other policies where the settings are switched off", async () => {
    const [found = ""] = await faulty({ "lattice-db-settings": { enforcementLevel: "disabled" } }, 1);
    assert.match(found, /^MANDATORY network : "lattice-db-settings" is disabled/);
  });
});
