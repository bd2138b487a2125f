import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { readSource } from "../../reach/read-source";
import { topologyOf } from "../../reach/topology-of";
import { recorded } from "../resources/recorded";
import { hiding, placesIn } from "./hidden-values";
import { stateText } from "./recorded-stacks";

const writtenBy = "pulumi stack export --file FILE, or pulumi preview --json --show-sames > FILE";

describe("a file with a stack", () => {
  let folder = "";
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "lattice-db-reach-"))));
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const file = (content: string | Buffer): string => {
    const path = join(folder, "stack.json");
    writeFileSync(path, content);
    return path;
  };

  it("is told a state from a preview by what it holds", () => {
    assert.equal(readSource(file(stateText("producer"))).kind, "state");
    assert.equal(readSource(file(recorded("preview-new.json"))).kind, "preview");
    assert.equal(readSource(file(recorded("backend.json"))).kind, "state");
  });

  it("may be packed, as a file backend keeps it, or in UTF-16, as PowerShell writes it", () => {
    const text = stateText("producer");
    for (const content of [gzipSync(text), Buffer.from(`\uFEFF${text}`, "utf16le")]) {
      assert.equal(topologyOf([readSource(file(content))]).topology.databases.length, 1);
    }
  });

  it("may keep all its values secret: what they hold is unknown then, and nothing fails", () => {
    const text = stateText("producer");
    const { topology } = topologyOf([readSource(file(hiding(text, placesIn(text))))]);
    assert.equal(topology.databases.length, 1);
    assert.deepEqual(topology.complete, []);
  });

  it("is refused of another project, where one is asked for", () => {
    const path = file(stateText("producer"));
    assert.equal(readSource(path, "lattice-db").name, path);
    assert.throws(() => readSource(path, "shop"), {
      message: `${path}: is of project "lattice-db", not of "shop"; export a stack of "shop"`,
    });
  });

  const refused: Readonly<Record<string, readonly [content: string | Buffer, message: RegExp | string]>> = {
    "is empty": ["", `is empty; write it again with: ${writtenBy}`],
    "is cut off": ['{"version":3,"deploy', `is cut off after 20 characters; write it again with: ${writtenBy}`],
    "is packed and cut off": [
      gzipSync(stateText("producer")).subarray(0, 100),
      `is packed, and cut off or spoilt; write it again with: ${writtenBy}`,
    ],
    "is no JSON": ["Previewing update (dev)", `is not JSON; write it again with: ${writtenBy}`],
    "holds something else": [
      '{"name":"lattice-db"}',
      'holds no state of a stack: neither "deployment", as in an export, nor "checkpoint", as in a file backend; ' +
        "write one with: pulumi stack export --file FILE",
    ],
    "is of a newer Pulumi": [
      '{"version":9,"deployment":{}}',
      "is a state of version 9, written by a newer Pulumi; versions up to 4 can be read: update lattice-db",
    ],
  };
  for (const [what, [content, message]] of Object.entries(refused)) {
    it(`is refused where it ${what}, in one sentence`, () => {
      const path = file(content);
      assert.throws(() => readSource(path), { message: `${path}: ${String(message)}` });
    });
  }

  it("is refused where there is none", () => {
    const path = join(folder, "none.json");
    assert.throws(() => readSource(path), { message: `${path}: there is no such file; write it with: ${writtenBy}` });
  });

  it("is refused where it is a folder", () => {
    assert.throws(() => readSource(folder), { message: `${folder}: is a folder; name a file in it` });
  });

  it("is refused where it may not be read", function () {
    // Root may read everything.
    if (process.getuid?.() === 0) this.skip();
    const path = file(stateText("producer"));
    chmodSync(path, 0);
    assert.throws(() => readSource(path), /may not be read by you; ask its owner/);
  });
});
