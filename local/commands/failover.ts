import type { Writable } from "node:stream";
import type { FailedOver } from "../data-path/failover-handler";
import { ControlSocket } from "../socket/control-socket";
import { complain, say } from "./as-client";
import { ENDED } from "./connect/failure";
import { addressInContract } from "../client/stack-databases";

export interface FailoverArguments {
  /** A cluster's identifier or host name, or the name of its entry in the contract of the producer's stack. */
  readonly name: string;
  /** Identifier of the instance that is to write; default: the next by tier. */
  readonly to?: string | undefined;
  readonly stack: string;
}

interface FailoverDeps {
  readonly cloudSocket: string;
  readonly stackOutputs: (stack: string) => Promise<Readonly<Record<string, unknown>>>;
  readonly stdout: Writable;
  readonly stderr: Writable;
}

/** Has another instance of an Aurora cluster write. Answers the exit code: 0, or 1 where AWS would refuse. */
export async function failover({ name, to, stack }: FailoverArguments, deps: FailoverDeps): Promise<number> {
  const cloud = new ControlSocket(deps.cloudSocket);
  try {
    const cluster = addressInContract(await deps.stackOutputs(stack), name) ?? name;
    const request = { cluster, ...(to === undefined ? {} : { target: to }) };
    const now = await cloud.post<FailedOver>("/client/failover", request);
    const readers = `${now.readers.join(" and ")} ${now.readers.length === 1 ? "only reads" : "only read"}`;
    say(deps.stdout, `${now.cluster}: ${now.writer} writes now, ${readers}; connections of before have ended`);
    return ENDED.done;
  } catch (error) {
    return complain(error, deps);
  } finally {
    cloud.close();
  }
}
