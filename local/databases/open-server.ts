import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

const ATTEMPTS = 100;
const PAUSE_MS = 20;

/** A connection to a database server's unix socket. */
export async function openServer(path: string): Promise<Socket> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await open(path);
    } catch (error) {
      // Linux says so where more are waiting to be taken than the socket has room for; TCP would wait by itself.
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN" || attempt === ATTEMPTS) throw error;
      await sleep(PAUSE_MS);
    }
  }
}

function open(path: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    socket.once("error", reject);
    socket.once("connect", () => {
      socket.off("error", reject);
      socket.on("error", () => undefined);
      resolve(socket);
    });
  });
}
