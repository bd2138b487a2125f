import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ControlSocket } from "../socket/control-socket";
import { pendingCreates, settled, type ExportedStack } from "../pulumi/pending-creates";
import { writeOwn } from "../ground/own-file";
import { runPulumi } from "./run-pulumi";
import type { Session } from "./session";

/** Takes into a stack's state what an interrupted run had created without writing it down, and forgets the rest. */
export async function settle(session: Session, stack: string): Promise<void> {
  const pending = pendingCreates(session.state.backend, stack);
  if (pending.length === 0) return;
  const ids = await createdIds(session, pending);
  const file = join(session.state.root, `settling-${stack}.json`);
  try {
    await runPulumi(session, ["stack", "export", "--stack", stack, "--file", file]);
    const exported = JSON.parse(readFileSync(file, "utf8")) as ExportedStack;
    const { stack: changed, adopted } = settled(exported, (urn) => ids[urn]);
    writeOwn(file, JSON.stringify(changed));
    await runPulumi(session, ["stack", "import", "--stack", stack, "--file", file]);
    if (adopted.length === 0) return;
    const targets = adopted.flatMap((urn) => ["--target", urn]);
    await runPulumi(session, ["refresh", "--yes", "--skip-preview", "--stack", stack, ...targets]);
  } finally {
    rmSync(file, { force: true });
  }
}

async function createdIds({ cloud }: Session, urns: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const client = new ControlSocket(cloud.socket);
  try {
    const answer = await client.post<{ readonly ids: Readonly<Record<string, string>> }>("/providers/created", {
      urns,
    });
    return answer.ids;
  } finally {
    client.close();
  }
}
