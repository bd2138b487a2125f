import type { StartExtension } from "./extension";

/** What `POST /status` answers. */
export interface CloudStatus {
  readonly pid: number;
  /** Digest of the sources it was bundled from; `undefined` when run from source. */
  readonly build: string | undefined;
  readonly startedAt: string;
}

/** Tells who answers, so that a launcher can see whether it is the build it belongs to. */
export const status: StartExtension = ({ services }) => {
  const answer: CloudStatus = {
    pid: process.pid,
    build: process.env.LATTICE_DB_BUILD,
    startedAt: services.clock.now().toISOString(),
  };
  return Promise.resolve({
    routes: { "POST /status": () => Promise.resolve(answer) },
    stop: () => Promise.resolve(),
  });
};
