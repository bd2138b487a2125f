import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { problemsIn } from "../../rooms/check";

describe("the walls between the rooms", () => {
  let house: string;
  beforeEach(() => {
    house = mkdtempSync(join(tmpdir(), "house-"));
  });
  afterEach(() => {
    rmSync(house, { recursive: true });
  });

  /** What the check says of a house with these files, a line each. */
  function said(files: Readonly<Record<string, string>>): readonly string[] {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(house, path)), { recursive: true });
      writeFileSync(join(house, path), text);
    }
    return problemsIn(house);
  }

  it("let through what the table lists, in a room or into another", () => {
    const files = {
      "aws/arn.ts": "export const arn = 1;",
      "components/index.ts": 'export * from "./key"; import "../aws/arn";',
      "components/key.ts": "export const key = 1;",
      "stacks/index.ts": 'import { key } from "../components";',
      "tests/a.spec.ts": 'import { start } from "../local/commands/start"; import "@pulumi/aws";',
      "local/commands/start.ts": "export const start = 1;",
      "eslint.config.mjs": 'import "./rooms/table.ts";',
    };
    assert.deepEqual(said(files), []);
  });

  const through: Readonly<Record<string, readonly [file: string, text: string]>> = {
    "components import tests": ["components/a.ts", 'import { deploy } from "../tests/deploy";'],
    "the policy pack imports stacks": ["policy/rules/a.ts", 'import type { Role } from "../../stacks/config";'],
    "the model imports the local cloud": ["reachability/a.ts", 'export * from "../local/services/services";'],
    "resources import the pack": ["resources/a.ts", 'const rule = await import("../policy/framework/rule");'],
    "the ground imports anything": ["aws/a.ts", 'import { Cidr } from "../resources/cidr-of";'],
    "the local cloud's services import its commands": ["local/services/a.ts", 'import "../commands/start";'],
    "its data path knows a database engine": ["local/data-path/a.ts", 'import "../databases/postgres/front";'],
    "its databases know one": ["local/databases/a.ts", 'import type { A } from "./postgres/server";'],
    "an engine looks at the way to it": ["local/databases/postgres/a.ts", 'import "../../data-path/forward";'],
    "its engine imports its top floor": ["local/pulumi/a.ts", 'import "../main";'],
    "plain JavaScript does": ["policy/build.mjs", 'import "../local/setup.mjs";'],
  };
  for (const [what, [file, text]] of Object.entries(through)) {
    it(`stop it where ${what}`, () => {
      const lines = said({ [file]: text });
      assert.equal(lines.length, 1);
      assert.match(lines[0] ?? "", new RegExp(`^${file}: imports .* \\(rooms/table\\.ts\\)$`));
    });
  }

  it("say what may be imported instead", () => {
    assert.deepEqual(said({ "stacks/a.ts": 'import "../policy/rules/all";', "aws/b.ts": 'import "../stacks/a";' }), [
      "aws/b.ts: imports stacks/a.ts, but aws imports no other room (rooms/table.ts)",
      "stacks/a.ts: imports policy/rules/all, but stacks may import aws, words, components (rooms/table.ts)",
    ]);
  });

  it("stop a folder that is in no room", () => {
    assert.deepEqual(said({ "bench/run.ts": "" }), [
      "bench/run.ts: is in no room; name its folder in rooms/table.ts, and what it may import",
    ]);
  });

  it("stop a circle of imports, of types too", () => {
    const files = {
      "aws/a.ts": 'import { b } from "./b";',
      "aws/b.ts": 'import { c } from "./c";',
      "aws/c.ts": 'import type { A } from "./a";',
    };
    assert.deepEqual(said(files), [
      "aws/a.ts: imports itself in a circle: aws/a.ts -> aws/b.ts -> aws/c.ts -> aws/a.ts",
    ]);
  });

  it("hold in this house", () => {
    assert.deepEqual(problemsIn(join(__dirname, "../..")), []);
  });
});
