import { join } from "node:path";
import type { Connection } from "mysql2/promise";
import { UnixSocketFolder } from "../unix-socket-folder";
import { beginAt, followThrough } from "./replication";
import { ReplicationDoor } from "./replication-door";
import { ReplicationRole } from "./replication-role";
import { SOCKET } from "./server-process";

/** How a server that runs follows its source, as long as this process keeps the door open. */
export class Following {
  #door: ReplicationDoor | undefined;

  constructor(private readonly role: ReplicationRole) {}

  /** Opens a door to the source, which another process had open before, and tells the server. */
  async begin(run: (work: (connection: Connection) => Promise<void>) => Promise<void>): Promise<void> {
    this.end();
    const { sourceFolder, position } = this.role;
    const { password } = new ReplicationRole(sourceFolder);
    const door = new ReplicationDoor(new UnixSocketFolder(join(sourceFolder, "data"), SOCKET));
    this.#door = door;
    const port = await door.open();
    await run(async (connection) => {
      if (position !== undefined) await beginAt(connection, position);
      this.role.follow(sourceFolder);
      await followThrough(connection, port, password);
    });
  }

  /** Closes the door: the server asks again until there is another one. */
  end(): void {
    this.#door?.close();
    this.#door = undefined;
  }
}
