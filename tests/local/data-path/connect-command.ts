import { PassThrough, Readable } from "node:stream";
import { run } from "../../../local/commands/connect";
import type { RunningCloud } from "./running-cloud";
import { EXTERNAL_ID, LOGIN_USER, type SharedDatabase } from "./shared-database";

export interface CommandOutcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `connect` against a cloud, with the outputs the two stacks would have. */
export async function connectCommand(
  cloud: RunningCloud,
  shared: SharedDatabase,
  args: readonly string[],
  input = "",
  isTTY = false,
): Promise<CommandOutcome> {
  const [stdout, stderr] = [collector(), collector()];
  const outputs = stackOutputs(shared);
  const code = await run(args, {
    cloudSocket: cloud.socket,
    stackOutputs: (stack) => Promise.resolve(outputs[stack] ?? {}),
    stdin: Object.assign(Readable.from([input]), { isTTY }),
    stdout: stdout.stream,
    stderr: stderr.stream,
  });
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

function stackOutputs({
  instance,
  connectRoleArn,
  client,
  ownersClient,
}: SharedDatabase): Record<string, Record<string, unknown>> {
  const { address, port } = instance.data.endpoint;
  const orders = {
    address,
    port,
    engine: instance.data.engine,
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
