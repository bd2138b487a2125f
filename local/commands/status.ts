import type { DatabaseStatus } from "../cloud/status";
import { runningCloud } from "../cloud/ensure-cloud";
import { findCli } from "../pulumi/find-cli";
import { localStacks } from "../pulumi/stacks";
import { isStateFolder } from "../ground/state-marker";
import type { ProjectFolders, StateFolder } from "../ground/state-folder";

/** Says what runs and what there is in it; exit code 0 where the local cloud runs, 1 where it does not. */
export async function status(folders: ProjectFolders, state: StateFolder): Promise<number> {
  const known = isStateFolder(state.root);
  const [cloud, { cli }] = await Promise.all([known ? runningCloud(state) : undefined, findCli(folders.cli)]);
  const lines: [string, string][] = [
    ["Pulumi CLI", cli === undefined ? "none yet; the next command gets one" : `${cli.version} (${cli.source})`],
    [
      "local cloud",
      cloud === undefined ? "not running" : `running since ${cloud.startedAt}, process ${String(cloud.pid)}`,
    ],
    ["state", state.root],
    ...localStacks(state.backend).map(({ name, resources }): [string, string] => [
      `stack ${name}`,
      `${String(resources)} resources`,
    ]),
    ...(cloud?.databases ?? []).map((database): [string, string] => [
      `database ${database.identifier}`,
      [database.engine, database.status, ...members(database), `account ${database.account}`, database.region].join(
        ", ",
      ),
    ]),
    ...(cloud?.lastCopies ?? []).map(({ snapshot, of, key, account, region }): [string, string] => [
      `snapshot ${snapshot}`,
      `of ${of}, ${key === undefined ? "not encrypted" : `key ${key}`}, account ${account}, ${region}`,
    ]),
    ...(cloud?.notices ?? []).map((notice): [string, string] => ["note", notice]),
  ];
  const width = Math.max(...lines.map(([name]) => name.length));
  for (const [name, value] of lines) process.stdout.write(`${name.padEnd(width)}  ${value}\n`);
  return cloud === undefined ? 1 : 0;
}

/** Of a cluster, who writes and who reads. */
function members({ writer, readers }: DatabaseStatus): readonly string[] {
  if (readers === undefined) return [];
  const reading = readers.length === 0 ? "no reader" : `readers ${readers.join(" and ")}`;
  return writer === undefined ? ["no instance"] : [`writer ${writer}`, reading];
}
