import * as assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Analyzer } from "@pulumi/pulumi/provider/experimental/analyzer";

import * as components from "../../components";

const ROOT = join(__dirname, "..", "..");
const INDEX = join(ROOT, "components", "index.ts");

/** The component classes that stand in components/. */
function declaredComponents(): string[] {
  const files = readdirSync(join(ROOT, "components"), { recursive: true, encoding: "utf8" });
  const sources = files.filter((file) => file.endsWith(".ts")).map((file) => join(ROOT, "components", file));
  return sources.flatMap((path) => {
    const classes = readFileSync(path, "utf8").matchAll(/^export class (\w+) extends pulumi\.ComponentResource\b/gm);
    return [...classes].map(([, name = ""]) => name);
  });
}

describe("the components' index", () => {
  const names = declaredComponents();

  it("exports every component", () => {
    assert.ok(names.length > 0);
    assert.deepEqual(
      names.filter((name) => !(name in components)),
      [],
    );
  });

  it("has only components whose arguments and outputs Pulumi's package analyzer takes", function () {
    // It type-checks the AWS packages.
    this.timeout(120_000);
    const folder = mkdtempSync(join(tmpdir(), "lattice-db-package-"));
    try {
      // A project of the components alone: with all of this repository in it, it would take twice as long.
      const tsconfig = { extends: join(ROOT, "tsconfig.json"), files: [INDEX], include: [] };
      writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(tsconfig));
      const analyzer = new Analyzer(folder, "lattice-db", { main: INDEX }, new Set(names));
      // It throws at what it cannot take, naming component and property.
      const analyzed = analyzer.analyze();
      assert.deepEqual(Object.keys(analyzed.components).sort(), [...names].sort());
      assert.deepEqual(
        analyzed.typeDefinitions["DatabaseEngine"]?.enum?.map(({ value }) => value),
        ["postgres", "mysql", "mariadb"],
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
