import assert from "node:assert/strict";
import { insecureSettings, topics } from "./insecure-settings/all";
import { type Group, groupsOf, rulesOf } from "./insecure-settings/groups";
import type { InsecureSetting } from "./insecure-settings/insecure-setting";
import { Previews } from "./insecure-settings/previews";
import { errorsIn, violationsIn } from "./insecure-settings/violations";

/** Previews begun before their tests, so that there is always one to run beside the one a test waits for. */
const AHEAD = 4;

const secure: readonly Group[] = [
  { settings: [] },
  { settings: [], profile: "strict" },
  { settings: [], profile: "organisation" },
];
const groups = groupsOf(topics);
const all: readonly Group[] = [...secure, ...groups];

describe("the preview of a producer that was never deployed", function () {
  this.timeout(300_000);

  let previews: Previews;
  before(() => {
    previews = new Previews();
  });
  after(async () => {
    await previews.remove();
  });

  function preview(group: Group) {
    const first = all.indexOf(group);
    for (const next of all.slice(first, first + AHEAD)) void previews.of(next);
    return previews.of(group);
  }

  for (const group of secure) {
    const pack = group.profile === undefined ? "the policy pack as it comes" : `the profile ${group.profile}`;
    it(`finds nothing in the program as it is, by ${pack}`, async () => {
      const { code, output } = await preview(group);
      assert.equal(code, 0, output);
      assert.deepEqual(violationsIn(output), [], output);
      assert.match(output, /^ +✅ lattice-db@v/m, "the pack has judged it");
    });
  }

  for (const group of groups) {
    for (const setting of group.settings) {
      it(`refuses ${setting.title}`, async () => {
        const { code, output } = await preview(group);
        assertRefused(setting, group, code, output);
      });
    }
  }

  it("has walked settings that all differ in title", () => {
    const walked = groups.flatMap(({ settings }) => settings.map(({ title }) => title));
    assert.equal(new Set(walked).size, insecureSettings.length);
  });
});

/** That its rule blames its resource alone, and that nothing else complains than the rules of its group. */
function assertRefused({ refusal }: InsecureSetting, { settings }: Group, code: number, output: string): void {
  assert.notEqual(code, 0, `nothing was refused:\n${output}`);
  assert.deepEqual(errorsIn(output), [], `something else failed:\n${output}`);
  const mandatory = violationsIn(output).filter(({ level }) => level === "mandatory");
  const own = mandatory.filter(({ rule }) => rule === refusal.rule);
  const { rule, resource, says } = refusal;
  assert.ok(
    own.some((each) => each.resource === resource && each.says.startsWith(says)),
    `no mandatory violation of ${rule} by ${resource} says "${says} …":\n${output}`,
  );
  assert.deepEqual(new Set(own.map((each) => each.resource)), new Set([resource]), `${rule} blames these:\n${output}`);
  const complaining = new Set(mandatory.map((each) => each.rule));
  assert.deepEqual([...complaining].sort(), settings.flatMap(rulesOf).sort(), `these rules complain:\n${output}`);
}
