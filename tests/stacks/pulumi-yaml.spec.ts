import * as assert from "node:assert/strict";
import type { z } from "zod";

import { configError } from "../../stacks/config-error";
import { allSettings, consumerSettings, databaseSettings, producerSettings } from "../../stacks/settings";
import { project } from "./stack-file";

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

  it("describes each key as the program does", () => {
    for (const [key, { description }] of Object.entries(config)) {
      assert.equal(description, allSettings[key]?.description, key);
    }
  });

  it("describes every setting of a database", () => {
    const { description } = config["databases"] ?? { description: "" };
    const described: readonly string[] = description.match(/\b[a-z]+[A-Za-z]*\b/g) ?? [];
    const settings = Object.keys(databaseSettings.in.shape);
    assert.deepEqual(
      settings.filter((setting) => !described.includes(setting)),
      [],
    );
  });
});

describe("the remedy for a key", () => {
  const keys = [
    ...Object.keys(shapes),
    ...Object.keys(databaseSettings.in.shape).map((setting) => `databases.orders.${setting}`),
  ];
  for (const key of keys) {
    it(`of ${key} shows a value`, () => {
      const { message } = configError("producer", [{ key: `lattice-db:${key}`, text: "is wrong" }]);
      assert.match(message, new RegExp(`pulumi config set --path 'lattice-db:${key}[^']*' \\S+$`));
      assert.doesNotMatch(message, /<value>/);
    });
  }
});
