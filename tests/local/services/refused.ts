import assert from "node:assert/strict";
import { AwsError } from "../../../local/ground/aws-error";

/** The request is refused with this code, and words that fit. */
export async function refused(request: Promise<unknown> | (() => unknown), code: string, words = /./): Promise<void> {
  await assert.rejects(
    async () => {
      await (typeof request === "function" ? request() : request);
    },
    (error: unknown) => {
      assert.ok(error instanceof AwsError, String(error));
      assert.equal(error.code, code, error.message);
      assert.match(error.message, words);
      return true;
    },
  );
}
