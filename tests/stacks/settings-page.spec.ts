import * as assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import type { z } from "zod";

import { NOT_GIVEN } from "../../stacks/own-values";
import { allSettings } from "../../stacks/settings";
import { settingsPage } from "./settings-page";

const root = join(__dirname, "../..");

/** What is said once in the program, and stands in a file of its own for its readers. `UPDATE=1` writes what is. */
describe("the files that are made of the settings", () => {
  it("are Pulumi.yaml, with each key's description and default", async () => {
    await compare("Pulumi.yaml", projectFile(), "yaml");
  });

  it("are the reference, docs/settings.md", async () => {
    await compare("docs/settings.md", settingsPage(), "markdown");
  });
});

async function compare(file: string, text: string, parser: string): Promise<void> {
  const path = join(root, file);
  const { format, resolveConfig } = await import("prettier");
  const wanted = await format(text, { ...(await resolveConfig(path)), parser });
  if (process.env["UPDATE"] === "1") writeFileSync(path, wanted);
  assert.equal(
    readFileSync(path, "utf8"),
    wanted,
    `UPDATE=1 npx mocha tests/stacks/settings-page.spec.ts writes ${file}`,
  );
}

const HEAD = `name: lattice-db
description: Share a database with other AWS accounts over Amazon VPC Lattice
runtime: nodejs
# Every key of a stack file, made of stacks/settings. The program checks the values and names all problems at once: with
# types the engine would stop at the first that is of another one, without a default at the first that is missing.
`;

function projectFile(): string {
  const config = Object.fromEntries(
    Object.entries(allSettings).map(([key, { description, schema }]) => [
      key,
      { description, default: defaultOf(key, schema) },
    ]),
  );
  return HEAD + stringify({ config }, { lineWidth: 118 });
}

/** The program's own, or what it takes for nothing given. */
function defaultOf(key: string, schema: z.ZodType): unknown {
  const { data } = schema.safeParse(undefined);
  if (data !== undefined) return data;
  const empty: Readonly<Record<string, string>> = NOT_GIVEN;
  const text = empty[key] ?? "";
  return text.startsWith("{") || text.startsWith("[") ? JSON.parse(text) : text;
}
