import assert from "node:assert/strict";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { pathToFileURL } from "node:url";
import { currentBackend } from "../../../reach/stacks/backend";
import { deployedStacks, previewedStacks, type StackReader } from "../../../reach/stacks/read-stacks";
import { stackFiles } from "../../../reach/stacks/stack-files";
import { stackNameOf } from "../../../reach/source";
import { temporaryFolder } from "../../local/temporary-folder";
import { stateText } from "../recorded-stacks";

const PROJECT = "name: lattice-db\nruntime: nodejs\n";

describe("the stacks that reach reads", () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let stacks: string;
  const asked: string[][] = [];

  beforeEach(() => {
    folder = temporaryFolder();
    writeFileSync(join(folder.path, "Pulumi.yaml"), PROJECT);
    stacks = join(folder.path, "states/.pulumi/stacks/lattice-db");
    mkdirSync(stacks, { recursive: true });
    asked.length = 0;
  });
  afterEach(() => {
    folder.remove();
  });

  function reader(url: string, answers: Readonly<Record<string, string>> = {}): StackReader {
    return {
      project: folder.path,
      env: {},
      backend: { url, isLocalCloud: false },
      pulumi: (args) => {
        asked.push([...args]);
        const answer = answers[args.join(" ")];
        return answer === undefined ? Promise.reject(new Error(`pulumi ${args.join(" ")}`)) : Promise.resolve(answer);
      },
    };
  }
  const states = () => pathToFileURL(join(folder.path, "states")).href;
  const checkpoint = (name: "producer" | "consumer"): string => {
    const { deployment } = JSON.parse(stateText(name)) as { deployment: unknown };
    return JSON.stringify({ version: 3, checkpoint: { stack: name, latest: deployment } });
  };

  it("of a backend on this machine are its files, packed ones too, without a Pulumi CLI", async () => {
    writeFileSync(join(stacks, "producer.json"), checkpoint("producer"));
    writeFileSync(join(stacks, "producer.json.bak"), "not read");
    writeFileSync(join(stacks, "consumer.json.gz"), gzipSync(checkpoint("consumer")));
    const read = await deployedStacks(reader(states()), []);
    assert.deepEqual(
      read.map((source) => stackNameOf(source)?.stack),
      ["consumer", "producer"],
    );
    assert.deepEqual(asked, []);
  });

  it("are those that are named, also with organisation and project", async () => {
    writeFileSync(join(stacks, "producer.json"), checkpoint("producer"));
    writeFileSync(join(stacks, "consumer.json"), checkpoint("consumer"));
    const read = await deployedStacks(reader(states()), ["organization/lattice-db/producer"]);
    assert.deepEqual(
      read.map((source) => stackNameOf(source)?.stack),
      ["producer"],
    );
  });

  it("that do not exist are told with those that do", async () => {
    writeFileSync(join(stacks, "producer.json"), checkpoint("producer"));
    await assert.rejects(deployedStacks(reader(states()), ["prod"]), /no stack prod in file:.*; there is producer/);
  });

  it("are none: says what to do", async () => {
    await assert.rejects(
      deployedStacks(reader(states()), []),
      /no stack of lattice-db in file:.*: pulumi up makes one/,
    );
  });

  it("of any other backend come from the Pulumi CLI, all that it lists", async () => {
    const answers = {
      "stack ls --json": '[{"name": "producer"}, {"name": "consumer"}]',
      "stack export --stack producer": stateText("producer"),
      "stack export --stack consumer": stateText("consumer"),
    };
    const read = await deployedStacks(reader("s3://states", answers), []);
    assert.equal(read.length, 2);
  });

  it("are previewed by their stack files, where what they build on is deployed", async () => {
    writeFileSync(join(folder.path, "Pulumi.producer.yaml"), "config:\n  lattice-db:role: producer\n");
    writeFileSync(join(folder.path, "Pulumi.analytics.yaml"), "config:\n  lattice-db:producerStack: producer\n");
    writeFileSync(join(stacks, "producer.json"), checkpoint("producer"));
    const preview = JSON.stringify({ config: {}, steps: [], changeSummary: {} });
    const answers = {
      "preview --json --show-sames --stack producer": preview,
      "preview --json --show-sames --stack analytics": preview,
    };
    const read = await previewedStacks(reader(states(), answers), [], () => undefined);
    assert.deepEqual(
      read.map(({ kind, name }) => [kind, name]),
      [
        ["preview", "preview of producer"],
        ["preview", "preview of analytics"],
      ],
    );
  });

  it("that build on one that is not deployed need a local cloud to be rehearsed in", async () => {
    cpSync(join(__dirname, "../../../Pulumi.consumer.yaml"), join(folder.path, "Pulumi.consumer.yaml"));
    await assert.rejects(
      previewedStacks(reader(states()), ["consumer"], () => undefined),
      /the producer is not deployed, so its consumers cannot be previewed/,
    );
  });

  it("stand in the order in which they build on each other", () => {
    writeFileSync(
      join(folder.path, "Pulumi.analytics.yaml"),
      "config:\n  lattice-db:producerStack: acme/lattice-db/p\n",
    );
    writeFileSync(join(folder.path, "Pulumi.p.yaml"), "");
    assert.deepEqual(stackFiles(folder.path), [{ name: "p" }, { name: "analytics", buildsOn: ["p"] }]);
  });

  it("reads of which producers' stacks a consumer of several takes contracts", () => {
    const producers = "{ shop: { stack: acme/lattice-db/p }, stock: { contractFile: c.json }, empty: }";
    writeFileSync(join(folder.path, "Pulumi.all.yaml"), `config:\n  lattice-db:producers: ${producers}\n`);
    assert.deepEqual(stackFiles(folder.path), [{ name: "all", buildsOn: ["p"] }]);
  });
});

describe("the backend that reach reads from", () => {
  const folder = temporaryFolder();
  after(() => {
    folder.remove();
  });
  const home = join(folder.path, "home");
  const backend = (env: NodeJS.ProcessEnv, local = false) =>
    currentBackend(folder.path, { HOME: home, ...env }, local, "states");

  it("is that of the environment, then of the project, then of the login", () => {
    mkdirSync(join(home, ".pulumi"), { recursive: true });
    writeFileSync(join(home, ".pulumi", "credentials.json"), '{"current": "https://api.example.com"}');
    assert.equal(backend({}).url, "https://api.example.com");
    writeFileSync(join(folder.path, "Pulumi.yaml"), `${PROJECT}backend:\n  url: s3://project\n`);
    assert.equal(backend({}).url, "s3://project");
    assert.equal(backend({ PULUMI_BACKEND_URL: "s3://environment" }).url, "s3://environment");
  });

  it("is the local cloud's where that is asked for, or where there is no other", () => {
    assert.throws(() => backend({}, true), /the local cloud has no stacks here: npm start/);
    mkdirSync(join(folder.path, ".lattice-db/state/backend"), { recursive: true });
    assert.deepEqual(backend({}, true).isLocalCloud, true);
    writeFileSync(join(folder.path, "Pulumi.yaml"), PROJECT);
    assert.equal(backend({ HOME: folder.path }).isLocalCloud, true);
  });

  it("is the local cloud's where its state is kept elsewhere", () => {
    const elsewhere = join(folder.path, "elsewhere");
    mkdirSync(join(elsewhere, "backend"), { recursive: true });
    const { url } = backend({ LATTICE_DB_STATE: elsewhere }, true);
    assert.equal(url, pathToFileURL(join(elsewhere, "backend")).href);
  });

  it("is none: says what to do", () => {
    const empty = temporaryFolder();
    try {
      assert.throws(() => currentBackend(empty.path, { HOME: empty.path }, false, "states"), /run pulumi login, or/);
    } finally {
      empty.remove();
    }
  });
});
