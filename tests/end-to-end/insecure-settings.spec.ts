import assert from "node:assert/strict";
import { insecureSettings } from "./insecure-settings/all";
import type { InsecureSetting } from "./insecure-settings/insecure-setting";
import { type Previewed, Previews } from "./insecure-settings/previews";
import { errorsIn, violationsIn } from "./insecure-settings/violations";

/** Previews begun before their tests, so that there is always one to run beside the one a test waits for. */
const AHEAD = 4;

const secure: readonly Previewed[] = [{}, { profile: "strict" }, { profile: "organisation" }];
const all: readonly Previewed[] = [...secure, ...insecureSettings];

describe("the preview of a producer that was never deployed", function () {
  this.timeout(300_000);

  let previews: Previews;
  before(() => {
    previews = new Previews();
  });
  after(async () => {
    await previews.remove();
  });

  function preview(previewed: Previewed) {
    const first = all.indexOf(previewed);
    for (const next of all.slice(first, first + AHEAD)) void previews.of(next);
    return previews.of(previewed);
  }

  for (const previewed of secure) {
    const pack = previewed.profile === undefined ? "the policy pack as it comes" : `the profile ${previewed.profile}`;
    it(`finds nothing in the program as it is, by ${pack}`, async () => {
      const { code, output } = await preview(previewed);
      assert.equal(code, 0, output);
      assert.deepEqual(violationsIn(output), [], output);
      assert.match(output, /^ +✅ lattice-db@v/m, "the pack has judged it");
    });
  }

  for (const setting of insecureSettings) {
    it(`refuses ${setting.title}`, async () => {
      const { code, output } = await preview(setting);
      assertRefused(setting, code, output);
    });
  }

  it("has walked settings that all differ in title", () => {
    const titles = new Set(insecureSettings.map(({ title }) => title));
    assert.equal(titles.size, insecureSettings.length);
  });
});

function assertRefused({ refusal, also = [] }: InsecureSetting, code: number, output: string): void {
  assert.notEqual(code, 0, `nothing was refused:\n${output}`);
  assert.deepEqual(errorsIn(output), [], `something else failed:\n${output}`);
  const mandatory = violationsIn(output).filter(({ level }) => level === "mandatory");
  const { rule, resource, says } = refusal;
  const found = mandatory.some((each) => {
    return each.rule === rule && each.resource === resource && each.says.startsWith(says);
  });
  assert.ok(found, `no mandatory violation of ${rule} by ${resource} says "${says} …":\n${output}`);
  const rules = new Set(mandatory.map((each) => each.rule));
  assert.deepEqual([...rules].sort(), [rule, ...also].sort(), `these rules complain:\n${output}`);
}
