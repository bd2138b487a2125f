import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ControlSocket } from "../../local/socket/control-socket";
import { listening, processes, tree } from "./processes";
import { Sandbox } from "./sandbox";

describe("what others on the machine can see of a local run", function () {
  this.timeout(300_000);

  let sandbox: Sandbox;
  let home: string;
  let output = "";
  const seen = new Set<string>();
  const commandLines = new Set<string>();
  const passwords: string[] = [];

  before(async () => {
    sandbox = new Sandbox();
    home = mkdtempSync(join(tmpdir(), "home-"));
    // Credentials that a real provider would take.
    const env = {
      HOME: home,
      AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
      AWS_SECRET_ACCESS_KEY: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    };
    const run = sandbox.start(["start"], { env });
    let over = false as boolean;
    const ended = run.ended.then((how) => {
      over = true;
      return how;
    });
    while (!over) {
      const own = [...tree(run.pid), ...ofCloud()];
      for (const address of listening(own)) seen.add(address);
      for (const { commandLine } of own) commandLines.add(commandLine);
      await sleep(100);
    }
    const { code, output: printed } = await ended;
    assert.equal(code, 0, printed);
    output = printed;
    passwords.push(await masterPassword(), readFileSync(sandbox.state.passphraseFile, "utf8").trim());
  });
  after(async () => {
    await sandbox.remove();
    rmSync(home, { recursive: true });
  });

  function record(): { pid: number; socket: string } | undefined {
    const path = join(sandbox.state.root, "cloud.json");
    return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined;
  }

  /** The local cloud and its database servers, which outlive the command that started them. */
  function ofCloud() {
    const cloud = record();
    const servers = processes().filter(({ commandLine }) =>
      commandLine.includes(join(sandbox.state.root, "databases")),
    );
    return [...(cloud === undefined ? [] : tree(cloud.pid)), ...servers];
  }

  async function masterPassword(): Promise<string> {
    const client = new ControlSocket(record()?.socket ?? "");
    const { contract } = await sandbox.outputs("producer");
    const instance = await client.post<{ masterSecretArn: string }>("/client/instance", {
      address: contract.databases.orders.address,
    });
    const asked = { account: "111122223333", region: "eu-west-1", secretId: instance.masterSecretArn };
    const { value } = await client.post<{ value: string }>("/client/secret", asked);
    client.close();
    return JSON.parse(value).password;
  }

  function files(folder: string): string[] {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  }

  it("is no password in the state, the logs, the outputs or the store", () => {
    const searched = files(sandbox.state.root).filter((path) => path !== sandbox.state.passphraseFile);
    assert.ok(
      searched.some((path) => path.endsWith("producer.json")) && searched.some((path) => path.endsWith("cloud.log")),
    );
    for (const password of passwords) {
      assert.ok(password.length >= 16);
      for (const path of searched) assert.equal(readFileSync(path).includes(password), false, path);
    }
  });

  it("is no password on the screen, nor among the arguments of a process", () => {
    for (const password of passwords) {
      assert.equal(output.includes(password), false);
      for (const line of commandLines) assert.equal(line.includes(password), false, line);
    }
    assert.ok(
      [...commandLines].some((line) => line.includes("postgres")),
      "the servers' arguments were looked at",
    );
  });

  it("is no login token in a log", () => {
    for (const path of files(sandbox.state.root).filter((file) => file.endsWith(".log"))) {
      assert.doesNotMatch(readFileSync(path, "utf8"), /X-Amz-Signature/, path);
    }
  });

  it("is only what listens on loopback or on a socket of the owner's", () => {
    const { socket = "" } = record() ?? {};
    assert.ok(seen.size > 0, "providers were seen listening");
    for (const address of seen) assert.match(address, /^127\.0\.0\.1:/);
    assert.equal(statSync(socket).mode & 0o077, 0);
    assert.equal(statSync(sandbox.state.root).mode & 0o077, 0);
    assert.deepEqual(listening(ofCloud()), [], "the local cloud and its databases listen on no port at all");
  });

  it("is no provider where a deployment to AWS would find it", () => {
    assert.equal(existsSync(join(home, ".pulumi")), false);
  });

  it("is none of the caller's AWS credentials in any file", () => {
    for (const path of files(sandbox.state.root)) {
      assert.equal(readFileSync(path).includes("AKIAIOSFODNN7EXAMPLE"), false, path);
    }
  });
});
