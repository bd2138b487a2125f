import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import * as grpc from "@grpc/grpc-js";
import type { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { bundleOf, startCloudProcess, type CloudProcess } from "../cloud/cloud-process";
import { temporaryFolder } from "../temporary-folder";

const networkType = "aws:vpclattice/serviceNetwork:ServiceNetwork";
const urn = (type: string, name: string): string => `urn:pulumi:dev::project::lattice-db:index:Parent$${type}::${name}`;
const struct = (value: object): Struct => Struct.fromJavaScript(value as never);
const secretConfig = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: "us-east-1" };

/** Drives the plugin as the engine does: a process of its own, spoken to over gRPC. */
describe("a provider plugin", function () {
  this.timeout(30_000);
  let folder: ReturnType<typeof temporaryFolder>;
  let cloud: CloudProcess;
  let child: ChildProcess;
  let client: ResourceProviderClient;
  let printed: readonly string[];

  const start = async (name: string, socket: string): Promise<void> => {
    const lines: string[] = [];
    child = spawn(process.execPath, [bundleOf("local/providers/plugin.ts"), name, "127.0.0.1:1"], {
      env: { ...process.env, LATTICE_DB_SOCKET: socket },
    });
    const reader = createInterface(child.stdout ?? process.stdin);
    reader.on("line", (line) => lines.push(line));
    await once(reader, "line");
    printed = lines;
    client = new ResourceProviderClient(`127.0.0.1:${lines[0]}`, grpc.credentials.createInsecure());
  };

  /** One call, as a promise; a refusal rejects with gRPC's code and details. */
  const answerOf = <Response>(
    ask: (callback: (error: grpc.ServiceError | null, response: Response) => void) => unknown,
  ): Promise<Response> =>
    new Promise((resolve, reject) => {
      ask((error, response) => {
        if (error) reject(error);
        else resolve(response);
      });
    });

  const configure = (args: object): Promise<proto.ConfigureResponse> =>
    answerOf<proto.ConfigureResponse>((callback) =>
      client.configure(new proto.ConfigureRequest().setArgs(struct(args)).setAcceptsecrets(true), callback),
    );
  const handshake = (): Promise<proto.ProviderHandshakeResponse> =>
    answerOf<proto.ProviderHandshakeResponse>((callback) =>
      client.handshake(
        new proto.ProviderHandshakeRequest().setRootDirectory("/home/plugins/resource-aws-v7.48.0"),
        callback,
      ),
    );
  const check = (type: string, name: string, news: object): Promise<proto.CheckResponse> =>
    answerOf<proto.CheckResponse>((callback) =>
      client.check(
        new proto.CheckRequest()
          .setUrn(urn(type, name))
          .setOlds(struct({}))
          .setNews(struct(news))
          .setRandomseed(Buffer.from("seed")),
        callback,
      ),
    );
  const create = (
    type: string,
    name: string,
    inputs: Struct | undefined,
    preview = false,
  ): Promise<proto.CreateResponse> =>
    answerOf<proto.CreateResponse>((callback) =>
      client.create(
        new proto.CreateRequest().setUrn(urn(type, name)).setProperties(inputs).setPreview(preview),
        callback,
      ),
    );

  before(async () => {
    folder = temporaryFolder();
    cloud = await startCloudProcess(folder.path);
  });
  after(async () => {
    cloud.child.kill("SIGTERM");
    await cloud.ended;
    folder.remove();
  });
  afterEach(async () => {
    client.close();
    const ended = once(child, "exit");
    child.kill("SIGINT");
    await ended;
  });

  it("prints its port and nothing else, and tells the version of the folder it is in", async () => {
    await start("aws", cloud.socket);
    await handshake();
    const info = await answerOf<PluginInfo>((callback) => client.getPluginInfo(new Empty(), callback));
    assert.equal(info.getVersion(), "7.48.0");
    assert.equal(printed.length, 1);
    assert.match(printed[0] ?? "", /^\d+$/);
  });

  it("leads a resource through its life", async () => {
    await start("aws", cloud.socket);
    await configure({ allowedAccountIds: '["111111111111"]', region: secretConfig });

    const checked = await check(networkType, "orders", { tags: { team: "a" } });
    assert.deepEqual(checked.getFailuresList(), []);
    const inputs = checked.getInputs();
    assert.match(JSON.stringify(inputs?.toJavaScript().name), /^"orders-[0-9a-f]{7}"$/);

    const preview = await create(networkType, "orders", inputs, true);
    assert.deepEqual(
      [preview.getId(), preview.getProperties()?.toJavaScript().arn],
      ["", "04da6b54-80e4-46f7-96ec-b56ff0331ba9"],
    );

    const created = await create(networkType, "orders", inputs);
    const state = created.getProperties();
    assert.match(created.getId(), /^sn-[0-9a-f]{17}$/);
    assert.match(
      JSON.stringify(state?.toJavaScript().arn),
      /^"arn:aws:vpc-lattice:us-east-1:111111111111:servicenetwork\/sn-/,
    );

    const news = struct({ ...inputs?.toJavaScript(), tags: { team: "b" }, name: "renamed" });
    const diff = await answerOf<proto.DiffResponse>((callback) =>
      client.diff(
        new proto.DiffRequest()
          .setId(created.getId())
          .setUrn(urn(networkType, "orders"))
          .setOlds(state)
          .setOldInputs(inputs)
          .setNews(news),
        callback,
      ),
    );
    assert.equal(diff.getChanges(), proto.DiffResponse.DiffChanges.DIFF_SOME);
    assert.deepEqual(diff.getReplacesList(), ["name"]);
    assert.deepEqual(diff.getDiffsList(), ["name", "tags"]);
    const { UPDATE, UPDATE_REPLACE } = proto.PropertyDiff.Kind;
    const kinds = [...diff.getDetaileddiffMap().entries()].map(([path, detail]) => [path, detail.getKind()]);
    assert.deepEqual(kinds, [
      ["name", UPDATE_REPLACE],
      ["tags.team", UPDATE],
    ]);

    const updated = await answerOf<proto.UpdateResponse>((callback) =>
      client.update(
        new proto.UpdateRequest()
          .setId(created.getId())
          .setUrn(urn(networkType, "orders"))
          .setOlds(state)
          .setNews(struct({ ...inputs?.toJavaScript(), tags: { team: "b" } })),
        callback,
      ),
    );
    assert.deepEqual(updated.getProperties()?.toJavaScript().tags, { team: "b" });

    const read = (): Promise<proto.ReadResponse> =>
      answerOf<proto.ReadResponse>((callback) =>
        client.read(new proto.ReadRequest().setId(created.getId()).setUrn(urn(networkType, "orders")), callback),
      );
    assert.deepEqual((await read()).getInputs()?.toJavaScript().tags, { team: "b" });
    await answerOf<Empty>((callback) =>
      client.delete(
        new proto.DeleteRequest().setId(created.getId()).setUrn(urn(networkType, "orders")).setProperties(state),
        callback,
      ),
    );
    const gone = await read();
    // The engine takes empty properties for a resource that has none, and only their absence for no resource.
    assert.deepEqual([gone.getId(), gone.getProperties(), gone.getInputs()], ["", undefined, undefined]);
  });

  it("tells mistakes as failures of the properties", async () => {
    await start("aws", cloud.socket);
    await configure({ allowedAccountIds: '["111111111111"]', region: "us-east-1" });
    const checked = await check(networkType, "orders", { authType: "IAM" });
    assert.deepEqual(
      checked.getFailuresList().map((it) => [it.getProperty(), it.getReason()]),
      [["authType", 'must be one of "NONE", "AWS_IAM", got "IAM"']],
    );
  });

  it("passes on refusals with AWS's words, so that the engine knows that nothing has changed", async () => {
    await start("aws", cloud.socket);
    await configure({ allowedAccountIds: '["111111111111"]', region: "us-east-1" });
    await assert.rejects(create(networkType, "x", struct({ name: "-no-" })), (error: grpc.ServiceError) => {
      assert.equal(error.code, grpc.status.FAILED_PRECONDITION);
      assert.match(error.details, /^creating VPC Lattice Service Network: ValidationException: .*'-no-' at 'name'/);
      assert.doesNotMatch(error.details, /\n\s+at /);
      return true;
    });
  });

  it("is refused its configuration without the one account", async () => {
    await start("aws", cloud.socket);
    await assert.rejects(configure({ region: "us-east-1" }), /aws:allowedAccountIds must name exactly one account/);
  });

  it("replaces its resources when it moves to another account or Region", async () => {
    await start("aws", cloud.socket);
    const diff = await answerOf<proto.DiffResponse>((callback) =>
      client.diffConfig(
        new proto.DiffRequest()
          .setOldInputs(struct({ region: "us-east-1", profile: "a", version: "1" }))
          .setNews(struct({ region: "eu-west-1", profile: "b", version: "2" })),
        callback,
      ),
    );
    assert.deepEqual([diff.getReplacesList(), diff.getDiffsList()], [["region"], ["profile", "region"]]);
  });

  it("marks a secret output, though the engine sends it plain values", async () => {
    await start("random", cloud.socket);
    await configure({});
    const created = await create(
      "random:index/randomPassword:RandomPassword",
      "pw",
      struct({ length: 8, lower: true }),
    );
    const { result } = created.getProperties()?.toJavaScript() ?? {};
    assert.deepEqual(Object.keys(result as object).sort(), ["4dabf18193072939515e22adb298388d", "value"]);
  });

  it("refuses a function it does not model, by its name", async () => {
    await start("aws-native", cloud.socket);
    await configure({ allowedAccountIds: '["111111111111"]', region: "us-east-1" });
    const invoke = (token: string): Promise<proto.InvokeResponse> =>
      answerOf<proto.InvokeResponse>((callback) =>
        client.invoke(new proto.InvokeRequest().setTok(token).setArgs(struct({})), callback),
      );
    const answer = await invoke("aws-native:index:getAccountId");
    assert.deepEqual(answer.getReturn()?.toJavaScript(), { accountId: "111111111111" });
    await assert.rejects(invoke("aws-native:index:getSsmParameterString"), /does not model aws-native:index:getSsm/);
  });

  it("says that the cloud is not there, and that therefore nothing has changed", async () => {
    await start("aws", "/nowhere/cloud.sock");
    await assert.rejects(configure({}), (error: grpc.ServiceError) => {
      assert.equal(error.code, grpc.status.UNAVAILABLE);
      assert.match(error.details, /the local cloud does not answer on \/nowhere\/cloud\.sock: it is not running/);
      return true;
    });
  });
});

describe("a provider plugin without the local cloud's address", () => {
  it("does not start, and says to whom it belongs", async () => {
    const child = spawn(process.execPath, [bundleOf("local/providers/plugin.ts"), "aws"], {
      env: { ...process.env, LATTICE_DB_SOCKET: "" },
    });
    let stderr = "";
    child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString("utf8")));
    const [code] = (await once(child, "exit")) as [number];
    assert.equal(code, 1);
    assert.match(
      stderr,
      /this aws provider belongs to the local cloud, and LATTICE_DB_SOCKET does not say where that is/,
    );
  });
});
