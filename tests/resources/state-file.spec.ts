import assert from "node:assert/strict";
import { parseState } from "../../resources/state-file";
import { recorded } from "./recorded";

const writtenBy = "pulumi stack export --file FILE";
const read = (text: string) => parseState(text, "stack.json");

describe("a state file", () => {
  it("is read as pulumi stack export writes it and as a file backend keeps it", () => {
    const exported = read(recorded("export.json")).resources ?? [];
    const kept = read(recorded("backend.json")).resources ?? [];
    assert.ok(exported.some(({ type, id }) => type === "aws:rds/instance:Instance" && id?.startsWith("db-")));
    assert.ok(kept.length > 0);
    assert.deepEqual(kept, exported.slice(0, kept.length));
  });

  it("of a stack without an update has no resources", () => {
    assert.deepEqual(read('{"version":3,"checkpoint":{"stack":"dev"}}'), {});
    assert.deepEqual(read('{"version":3,"deployment":{"manifest":{}}}').resources, []);
    assert.deepEqual(read('{"version":3,"deployment":{"resources":null}}').resources, []);
  });

  it("keeps what is not read here, for a state that is written back", () => {
    const text =
      '{"version":3,"deployment":{"manifest":{"time":"now"},"resources":[{"urn":"u","type":"t","custom":true}]}}';
    assert.deepEqual(read(text), {
      manifest: { time: "now" },
      resources: [{ urn: "u", type: "t", custom: true }],
      pending_operations: [],
    });
  });

  it("may begin with a byte order mark, as PowerShell writes it", () => {
    assert.deepEqual(read(`\uFEFF{"checkpoint":{}}\r\n`), {});
  });

  const refused: Readonly<Record<string, readonly [text: string, message: string]>> = {
    "is empty": [" \n", `stack.json: is empty; write it again with: ${writtenBy}`],
    "is not JSON": ["error: no stack", `stack.json: is not JSON; write it again with: ${writtenBy}`],
    "is spoilt": ['{"version": 3,, }', `stack.json: is not JSON; write it again with: ${writtenBy}`],
    "is cut off": [
      '{"version":3,"deployment":{"resou',
      `stack.json: is cut off after 33 characters; write it again with: ${writtenBy}`,
    ],
    "holds a list": ["[1]", `stack.json: holds no JSON object, got a list; write it again with: ${writtenBy}`],
    "holds no state": [
      '{"steps":[]}',
      'stack.json: holds no state of a stack: neither "deployment", as in an export, nor "checkpoint", as in a file ' +
        `backend; write one with: ${writtenBy}`,
    ],
    "is of a newer version": [
      '{"version":5,"deployment":{}}',
      "stack.json: is a state of version 5, written by a newer Pulumi; versions up to 4 can be read: update lattice-db",
    ],
    "has no list of resources": [
      '{"deployment":{"resources":{}}}',
      `stack.json: resources must be a list, got object; write the file again with: ${writtenBy}`,
    ],
    "has a resource without type": [
      '{"deployment":{"resources":[{"urn":"u","type":"t"},{"urn":"u"}]}}',
      `stack.json: resources[1] has no type; write the file again with: ${writtenBy}`,
    ],
    "has a pending operation of nothing": [
      '{"deployment":{"pending_operations":[{"type":"creating"}]}}',
      `stack.json: pending_operations[0].resource has no urn; write the file again with: ${writtenBy}`,
    ],
  };
  for (const [what, [text, message]] of Object.entries(refused)) {
    it(`is refused where it ${what}`, () => {
      assert.throws(() => read(text), { message });
    });
  }
});
