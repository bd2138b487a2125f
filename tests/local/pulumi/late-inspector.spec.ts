import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { startInspectorLate } from "../../../local/pulumi/language-host/late-inspector";

const project = join(__dirname, "..", "..", "..");
const source = join(project, "local/pulumi/language-host/late-inspector.ts");

// In a process of its own: a debugger, once enabled, stays.
const PROGRAM = `
const hooks = require("@pulumi/pulumi/runtime/closure/v8Hooks");
const { Session } = require("node:inspector");
let sessions = 0;
const connect = Session.prototype.connect;
Session.prototype.connect = function () { sessions++; return connect.call(this); };
require(${JSON.stringify(source)}).startInspectorLate(hooks);
const pulumi = require("@pulumi/pulumi");
(async () => {
  await hooks.isInitializedAsync();
  const before = sessions;
  const secret = 42;
  const { text } = await pulumi.runtime.serializeFunction(() => secret);
  await hooks.getSessionAsync();
  const known = [...Array(20_000).keys()].map((id) => hooks.getScriptUrl(String(id)) ?? "");
  process.stdout.write(JSON.stringify({
    before, after: sessions, text, isEarlierKnown: known.some((url) => url.endsWith("closure/v8.js")),
  }));
})();
`;

describe("the inspector of a program", function () {
  this.timeout(30_000);

  it("starts when a function is serialized and not before, and then knows the scripts loaded earlier", () => {
    const args = ["--require", "ts-node/register/transpile-only", "-e", PROGRAM];
    const answer = JSON.parse(execFileSync(process.execPath, args, { cwd: project, encoding: "utf8", stdio: "pipe" }));
    assert.deepEqual([answer.before, answer.after, answer.isEarlierKnown], [0, 1, true]);
    assert.match(answer.text, /secret: 42/);
  });

  it("is left as it is where the SDK has no such hooks", () => {
    const hooks = {};
    startInspectorLate(hooks);
    assert.deepEqual(hooks, {});
  });
});
