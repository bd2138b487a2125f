import * as assert from "node:assert/strict";
import type { z } from "zod";

import { configError } from "../../stacks/config-error";
import { NOT_GIVEN } from "../../stacks/own-values";
import { allSettings, consumerSettings, producerSettings } from "../../stacks/settings";
import { settingsOfKind } from "../../stacks/settings/kinds";
import { project } from "./stack-file";

const jsonOrText = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
const ofDatabases = [...new Set(Object.values(settingsOfKind).flatMap((settings) => Object.keys(settings)))];
const shapes: Readonly<Record<string, z.ZodType>> = { ...producerSettings.shape, ...consumerSettings.shape };

describe("Pulumi.yaml", () => {
  const { config } = project();

  it("declares the keys the program takes, and no others", () => {
    assert.deepEqual(Object.keys(config).sort(), Object.keys(shapes).sort());
  });

  it("has the program's own defaults, and empty ones where a value is required", () => {
    for (const [key, { default: declared }] of Object.entries(config)) {
      const schema: z.ZodType | undefined = shapes[key];
      const own = schema?.safeParse(undefined).data ?? (typeof declared === "object" ? {} : "");
      assert.deepEqual(declared, own, key);
    }
  });

  it("has empty defaults for the keys for which the program takes them for nothing given", () => {
    const empty = Object.entries(config).filter(([, { default: value }]) =>
      ["", "{}", "[]"].includes(jsonOrText(value)),
    );
    assert.deepEqual(Object.fromEntries(empty.map(([key, { default: value }]) => [key, jsonOrText(value)])), NOT_GIVEN);
  });

  it("has no types, of which the engine would name the first mistake alone", () => {
    assert.deepEqual(
      Object.entries(config).filter(([, { type }]) => type !== undefined),
      [],
    );
  });

  it("describes each key as the program does", () => {
    for (const [key, { description }] of Object.entries(config)) {
      assert.equal(description, allSettings[key]?.description, key);
    }
  });

  it("describes every setting of a database", () => {
    const { description } = config["databases"] ?? { description: "" };
    const described: readonly string[] = description.match(/\b[a-z]+[A-Za-z0-9]*\b/g) ?? [];
    assert.deepEqual(
      ofDatabases.filter((setting) => !described.includes(setting)),
      [],
    );
  });
});

describe("the remedy for a key", () => {
  const keys = [...Object.keys(shapes), ...ofDatabases.map((setting) => `databases.orders.${setting}`)];
  for (const key of keys) {
    it(`of ${key} shows a value`, () => {
      const { message } = configError("producer", [{ key: `lattice-db:${key}`, text: "is wrong" }]);
      assert.match(message, new RegExp(`pulumi config set --path 'lattice-db:${key}[^']*' \\S+ -s producer$`));
      assert.doesNotMatch(message, /<value>/);
    });
  }
});
