import assert from "node:assert/strict";
import { deploy, findsNothingToDo, updateSummary } from "../../../local/commands/deploy";
import { PulumiFailed } from "../../../local/commands/run-pulumi";
import type { Session } from "../../../local/commands/session";

const head = "Previewing update (producer):\n    pulumi:pulumi:Stack lattice-db-producer  \n";
const unchanged = `${head}Resources:\n    59 unchanged\n\n`;
const toCreate = `${head}Resources:\n    + 2 to create\n    57 unchanged\n`;
const updated = "Resources:\n    + 2 created\n    ~ 1 updated\n    56 unchanged\n\nDuration: 3s\n";

describe("deploying a stack", () => {
  /** The commands of a deployment whose preview and update end as given. */
  async function commands(preview: { code: number; stdout: string }) {
    const ran: string[] = [];
    const capture = ([command = "", ...rest]: readonly string[]) => {
      ran.push([command, ...rest.filter((argument) => argument === "--skip-preview")].join(" "));
      return Promise.resolve(
        command === "preview" ? { stderr: "", ...preview } : { code: 0, stdout: updated, stderr: "" },
      );
    };
    const session = { pulumi: { capture }, state: { backend: "/nonexistent" } } as unknown as Session;
    const ended = await deploy(session, "producer", () => undefined).catch((error: unknown) => error);
    return { ran, ended };
  }

  it("previews first, and then updates without a second preview", async () => {
    const { ran, ended } = await commands({ code: 0, stdout: toCreate });
    assert.deepEqual(ran, ["preview", "up --skip-preview"]);
    assert.equal((ended as { summary: string }).summary, "2 created, 1 updated");
  });

  it("updates nothing that its preview refuses", async () => {
    const { ran, ended } = await commands({ code: 255, stdout: "[mandatory] rds-backup" });
    assert.deepEqual(ran, ["preview"]);
    assert.ok(ended instanceof PulumiFailed);
    assert.match(ended.message, /^pulumi preview[^]*\[mandatory\] rds-backup/);
  });

  it("ends with the preview where there is nothing to do", async () => {
    const { ran, ended } = await commands({ code: 0, stdout: unchanged });
    assert.deepEqual(ran, ["preview"]);
    assert.equal((ended as { summary: string }).summary, "no changes");
  });

  it("takes a changed output, and a preview it cannot read, for something to do", () => {
    assert.equal(findsNothingToDo(unchanged), true);
    assert.equal(findsNothingToDo(toCreate), false);
    assert.equal(findsNothingToDo(`${head}Outputs:\n  ~ client: {}\n\nResources:\n    59 unchanged\n`), false);
    assert.equal(findsNothingToDo(head), false);
  });

  it("tells what an update did, without what it left alone", () => {
    assert.equal(updateSummary(updated), "2 created, 1 updated");
    assert.equal(updateSummary("Resources:\n    59 unchanged\n"), "no changes");
  });
});
