import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { declaredStacks, strangerTo } from "../../../../local/commands/start/stack-files";
import { temporaryFolder } from "../../temporary-folder";

describe("the stack files that npm start takes", () => {
  const folder = temporaryFolder();
  after(() => {
    folder.remove();
  });
  const write = (stack: string, text: string): void => {
    writeFileSync(join(folder.path, `Pulumi.${stack}.yaml`), text);
  };

  it("are all there are, each for its role, and those without one are named", () => {
    writeFileSync(join(folder.path, "Pulumi.yaml"), "name: lattice-db\n");
    write("producer", "config:\n  lattice-db:role: producer\n");
    write("consumer", "config:\n  lattice-db:role: consumer\n");
    write("analytics", "config:\n  lattice-db:role: consumer\n");
    write("empty", "");
    write("broken", "config: [");
    assert.deepEqual(declaredStacks(folder.path), {
      producers: ["producer"],
      consumers: ["analytics", "consumer"],
      others: ["broken", "empty"],
    });
  });

  it("leave a stranger that none of them names", () => {
    assert.equal(strangerTo(folder.path), "777788889999");
    write("analytics", 'config:\n  aws:allowedAccountIds: ["777788889999"]\n');
    assert.equal(strangerTo(folder.path), "888899990000");
  });
});
