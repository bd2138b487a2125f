import assert from "node:assert/strict";
import { startCloud } from "../../../local/cloud/cloud";
import type { StartExtension } from "../../../local/cloud/extension";
import { extensions } from "../../../local/cloud/extensions";
import type { Services } from "../../../local/services/services";
import { connectCommand } from "../data-path/connect-command";
import { LOGIN_USER, shareDatabase, type SharedDatabase } from "../data-path/shared-database";

/**
 * A state folder as a local cloud leaves it that was stopped: with a shared database in a real PostgreSQL, its login
 * user `app` and an empty table `kept (writer int, number int)` that the user may write to.
 */
export async function prepareState(stateFolder: string): Promise<SharedDatabase> {
  const seen: Services[] = [];
  const look: StartExtension = ({ services }) => {
    seen.push(services);
    return Promise.resolve({ handlers: {}, stop: () => Promise.resolve() });
  };
  const cloud = await startCloud(stateFolder, [...extensions, look]);
  try {
    const [services] = seen;
    assert.ok(services !== undefined);
    const shared = await shareDatabase(services);
    const sql =
      `CREATE USER ${LOGIN_USER}; GRANT rds_iam TO ${LOGIN_USER}; ` +
      `CREATE TABLE kept (writer int, number int); GRANT SELECT, INSERT ON kept TO ${LOGIN_USER}`;
    const { code, stderr } = await connectCommand(cloud, shared, ["--as", "producer", "--sql", sql]);
    assert.equal(code, 0, stderr);
    return shared;
  } finally {
    await cloud.stop();
  }
}
