import assert from "node:assert/strict";
import { isSecret } from "../../../resources/marks";
import { withoutSecrets } from "../../../reach/inventory/without-secrets";

const key = "4dabf18193072939515e22adb298388d";
const secret = { [key]: "1b47061264138c4ac30d75fd1eb44270", plaintext: '"hunter2"' };
const output = { [key]: "d0e6a833031e9bbcd3f4e8bde6ca49a4", value: "hunter2", secret: true };

describe("a file without its secrets", () => {
  it("keeps that they are secrets, wherever they stand, and not what they hold", () => {
    const file = withoutSecrets({ a: secret, list: [{ deep: output }, 1, null], open: { ...output, secret: false } });
    assert.ok(isSecret(file.a) && isSecret((file.list[0] as { deep: object }).deep));
    assert.equal(JSON.stringify({ ...file, open: undefined }).includes("hunter2"), false);
    assert.equal(file.open.value, "hunter2");
  });
});
