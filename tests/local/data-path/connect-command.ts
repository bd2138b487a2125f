import { PassThrough, Readable } from "node:stream";
import { run } from "../../../local/commands/connect";
import type { ConnectDeps } from "../../../local/commands/connect/connect-deps";
import type { RunningCloud } from "./running-cloud";
import { EXTERNAL_ID, LOGIN_USER, type SharedDatabase } from "./shared-database";

export interface CommandOutcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `connect` against a cloud, with the outputs the two stacks would have. */
export async function connectCommand(
  cloud: Pick<RunningCloud, "socket">,
  shared: SharedDatabase,
  args: readonly string[],
  input = "",
  isTTY = false,
): Promise<CommandOutcome> {
  const [stdout, stderr] = [collector(), collector()];
  const code = await run(args, {
    ...connectNeeds(cloud, shared),
    stdin: Object.assign(Readable.from([input]), { isTTY }),
    stdout: stdout.stream,
    stderr: stderr.stream,
  });
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

/** The cloud, and the outputs the two stacks would have. */
export function connectNeeds(
  cloud: Pick<RunningCloud, "socket">,
  shared: SharedDatabase,
): Pick<ConnectDeps, "cloudSocket" | "stackOutputs" | "ownerOf"> {
  const outputs = stackOutputs(shared);
  const { address } = shared.instance.data.endpoint;
  return {
    cloudSocket: cloud.socket,
    stackOutputs: (stack) => Promise.resolve(outputs[stack] ?? {}),
    ownerOf: (asked) => (asked === address ? { stack: "producer", database: "orders" } : undefined),
  };
}

export function stackOutputs({
  instance,
  connectRoleArn,
  client,
  ownersClient,
}: SharedDatabase): Record<string, Record<string, unknown>> {
  const { address, port } = instance.data.endpoint;
  const orders = {
    address,
    port,
    // What clients speak, as contracts say it of clusters.
    engine: instance.data.engine.replace(/^aurora-postgresql$/, "postgres").replace(/^aurora-mysql$/, "mysql"),
    databaseName: "orders",
    loginUser: LOGIN_USER,
    connectRoleArn,
    externalId: EXTERNAL_ID,
  };
  const clientOutput = ({ account, subnetId, ...rest }: SharedDatabase["client"]) => ({
    ...rest,
    accountId: account,
    subnetIds: [subnetId],
  });
  return {
    consumer: { client: clientOutput(client), databases: { orders } },
    producer: { client: clientOutput(ownersClient), contract: { databases: { orders } } },
  };
}

function collector(): { readonly stream: PassThrough; text(): string } {
  const stream = new PassThrough();
  let text = "";
  stream.on("data", (chunk: Buffer) => (text += chunk.toString("utf8")));
  return { stream, text: () => text };
}
