import assert from "node:assert/strict";
import { awsProvider } from "../../../../local/providers/aws/provider";
import { awsTypes } from "../../../../local/providers/aws/types";
import type { Field } from "../../../../local/providers/fields";
import { sdkResourceOf } from "../sdk-resource";

/** Held against the SDK that a program is compiled with: a property misspelt here would be refused there. */
describe("the modelled types of @pulumi/aws", () => {
  for (const token of Object.keys(awsTypes)) {
    const type = awsProvider.type(token);
    const sdk = sdkResourceOf(token);
    const named = (test: (field: Field) => boolean): readonly string[] =>
      Object.entries(type?.fields ?? {})
        .filter(([, field]) => test(field))
        .map(([key]) => key)
        .sort();
    const only = (names: readonly string[], known: readonly string[]): readonly string[] =>
      names.filter((name) => !known.includes(name));

    describe(token, () => {
      it("is a type of the SDK", () => {
        assert.ok(sdk, "the SDK has no such resource");
      });

      it("has only properties of the SDK, and takes as inputs only what are inputs there", () => {
        const inputs = named((field) => field.readOnly !== true);
        const outputs = named((field) => field.readOnly === true);
        assert.deepEqual(
          {
            // Older types reach their timeouts by an option of the resource instead.
            inputs: only(inputs, [...(sdk?.inputs ?? []), "timeouts"]),
            // Every resource has its id; the bridged provider puts it among the outputs too.
            outputs: only(outputs, ["id", ...(sdk?.inputs ?? []), ...(sdk?.outputs ?? [])]),
          },
          { inputs: [], outputs: [] },
        );
      });

      it("requires at least what the SDK requires", () => {
        assert.deepEqual(
          only(
            sdk?.required ?? [],
            named((field) => field.required === true),
          ),
          [],
        );
      });

      it("keeps secret what the SDK keeps secret", () => {
        const modelled = (sdk?.secrets ?? []).filter((name) => Object.hasOwn(type?.fields ?? {}, name));
        assert.deepEqual(
          only(
            modelled,
            named((field) => field.secret === true),
          ),
          [],
        );
      });

      it("can be updated wherever it need not be replaced", () => {
        if (type?.update !== undefined) return;
        assert.deepEqual(
          named((field) => field.readOnly !== true && field.replaces !== true && field.kept !== true),
          [],
        );
      });
    });
  }
});
