import assert from "node:assert/strict";
import { ramNoExternalPrincipals } from "../../../../policy/rules/ram/ram-no-external-principals";
import { mended, unknown } from "../../judge";
import { type Table, judges } from "../../tables";

const classic = "aws:ram/resourceShare:ResourceShare";
const native = "aws-native:ram:ResourceShare";

const table: Table = {
  base: { allowExternalPrincipals: false },
  passes: {
    "a share that may leave the organisation": [
      { allowExternalPrincipals: true },
      { knobs: { allowlistedShares: ["^it$"] } },
    ],
  },
  finds: {
    "a share open to others": [{ allowExternalPrincipals: true }, "allowExternalPrincipals is true"],
    "a share other than those that may": [
      { allowExternalPrincipals: true },
      "allowExternalPrincipals is true",
      { knobs: { allowlistedShares: ["^partners$"] } },
    ],
  },
  undecided: { "an unknown switch": { allowExternalPrincipals: unknown } },
};

judges(ramNoExternalPrincipals, classic, {
  ...table,
  passes: {
    ...table.passes,
    "the switch left out, as the provider then sends false": { allowExternalPrincipals: undefined },
  },
});
judges(ramNoExternalPrincipals, native, {
  ...table,
  finds: {
    ...table.finds,
    "the switch left out, which is true to AWS": [
      { allowExternalPrincipals: undefined },
      "allowExternalPrincipals is left out",
    ],
  },
});

it("ram-no-external-principals mends a share", () => {
  for (const type of [classic, native]) {
    assert.deepEqual(mended(ramNoExternalPrincipals, type, {}), { allowExternalPrincipals: false });
  }
});
