import type { DatabaseHooks, Services } from "../services/services";
import type { Log } from "../ground/log";
import type { Handlers } from "../socket/handlers";
import type { Tunnel } from "../socket/server";

/** What a part of the local cloud that is more than a service (the data path) is given when the cloud starts. */
interface CloudHost {
  readonly services: Services;
  /** The cloud's state folder, mode 0700. */
  readonly stateFolder: string;
  readonly log: Log;
  /** Tells something that a person must hear: it stands in `status`, and in the log. */
  readonly notice: (text: string) => void;
  /** What was told so far. */
  readonly notices: readonly string[];
}

/** Such a part, running. */
export interface Extension {
  readonly handlers: Handlers;
  /** Told of every database; at most one extension has it. */
  readonly databases?: DatabaseHooks;
  /** Carries connections through the cloud's socket; at most one extension does. */
  readonly tunnel?: Tunnel;
  stop(): Promise<void>;
}

/** Starts it, before the first request is answered; databases that exist already are its own to start again. */
export type StartExtension = (host: CloudHost) => Promise<Extension>;
