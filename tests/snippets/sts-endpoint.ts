import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { ControlSocket, CloudError } from "../../local/socket/control-socket";

/** Keys that the AWS SDKs are given, as whose they are the endpoint's caller. */
export const CALLER = { AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE", AWS_SECRET_ACCESS_KEY: "an example, not a key" };

export interface StsEndpoint {
  /** What AWS_ENDPOINT_URL_STS is to be. */
  readonly url: string;
  close(): Promise<void>;
}

/** AWS STS on a loopback port for tests: AssumeRole, and nothing else, asked of the local cloud for an account. */
export async function openSts(cloudSocket: string, account: string): Promise<StsEndpoint> {
  const cloud = new ControlSocket(cloudSocket);
  const server = createServer((request, response) => {
    const failure = (error: unknown): Answer => ({ status: 500, body: failed("InternalFailure", String(error)) });
    void answer(cloud, account, request)
      .catch(failure)
      .then(({ status, body }) => {
        response.writeHead(status, { "content-type": "text/xml" }).end(body);
      });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    cloud.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${port}`, close };
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

async function answer(cloud: ControlSocket, account: string, request: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const asked = new URLSearchParams(Buffer.concat(chunks).toString("utf8"));
  const { authorization = "" } = request.headers;
  if (!authorization.includes(`Credential=${CALLER.AWS_ACCESS_KEY_ID}/`)) {
    return { status: 403, body: failed("InvalidClientTokenId", "another caller than the test's") };
  }
  if (asked.get("Action") !== "AssumeRole") {
    return { status: 400, body: failed("InvalidAction", "only AssumeRole is there") };
  }
  try {
    const credentials = await cloud.post<Credentials>("/client/assume-role", {
      account,
      roleArn: asked.get("RoleArn"),
      externalId: asked.get("ExternalId"),
      sessionName: asked.get("RoleSessionName"),
    });
    return { status: 200, body: assumed(credentials) };
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    return { status: 403, body: failed(error.code ?? "ValidationError", error.message) };
  }
}

interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: string;
  readonly assumedRoleArn: string;
}

/** As the API reference has it. */
function assumed(credentials: Credentials): string {
  const { accessKeyId, secretAccessKey, sessionToken, expiration, assumedRoleArn } = credentials;
  return `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
<AccessKeyId>${text(accessKeyId)}</AccessKeyId><SecretAccessKey>${text(secretAccessKey)}</SecretAccessKey>
<SessionToken>${text(sessionToken)}</SessionToken><Expiration>${text(expiration)}</Expiration></Credentials>
<AssumedRoleUser><Arn>${text(assumedRoleArn)}</Arn><AssumedRoleId>AROAEXAMPLE:lattice-db</AssumedRoleId></AssumedRoleUser>
</AssumeRoleResult><ResponseMetadata><RequestId>00000000-0000-0000-0000-000000000000</RequestId></ResponseMetadata>
</AssumeRoleResponse>`;
}

function failed(code: string, message: string): string {
  return `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${text(code)}</Code>
<Message>${text(message)}</Message></Error><RequestId>00000000-0000-0000-0000-000000000000</RequestId></ErrorResponse>`;
}

function text(value: string): string {
  return value.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
