import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { identityOf, isRunning, startedAt } from "../../../local/ground/process-identity.cjs";

describe("a process's identity", () => {
  it("is the same for as long as the process runs, and no other's", async () => {
    const child = spawn("sleep", ["60"]);
    const identity = identityOf(child.pid ?? 0);
    assert.ok(identity !== undefined);
    assert.ok(isRunning(identity));
    assert.ok(Math.abs(startedAt(identity) - Date.now()) < 5000);
    assert.equal(isRunning({ ...identity, started: "1" }), false, "a number given again");
    assert.equal(isRunning({ ...identity, boot: "another" }), false, "another run of the system");
    child.kill("SIGKILL");
    await once(child, "exit");
    assert.equal(isRunning(identity), false);
  });

  it("is none for a process that has ended and that nobody collects", async () => {
    // The shell's child ends; what the shell becomes never asks for it.
    const parent = spawn("sh", ["-c", "sleep 0.1 & echo $!; exec sleep 60"], { stdio: ["ignore", "pipe", "ignore"] });
    const [line] = (await once(parent.stdout, "data")) as [Buffer];
    const zombie = Number(line.toString("utf8"));
    const deadline = Date.now() + 5000;
    while (identityOf(zombie) !== undefined && Date.now() < deadline) await new Promise((done) => setTimeout(done, 20));
    assert.doesNotThrow(() => process.kill(zombie, 0), "it still has its number");
    assert.equal(identityOf(zombie), undefined);
    parent.kill("SIGKILL");
  });

  it("is none for what is no process", () => {
    for (const pid of [0, -1, NaN, 1.5, 2 ** 30]) assert.equal(identityOf(pid), undefined);
  });
});
