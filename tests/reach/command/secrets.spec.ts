import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { temporaryFolder } from "../../local/temporary-folder";
import { stateText } from "../recorded-stacks";
import { runReach } from "./run-reach";

const checkout = resolve(__dirname, "../../..");
const stacks = ["producer", "consumer"] as const;
const mark = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
const password = "hunter2-hunter2";

/** A secret as `pulumi stack export` writes it: with its text only where that was asked for. */
type Seal = (value: unknown) => object;
const seals: Readonly<Record<string, Seal>> = {
  encrypted: (value) => ({ ...mark, ciphertext: `v1:${Buffer.from(JSON.stringify(value)).toString("base64")}` }),
  "told by --show-secrets": (value) => ({ ...mark, plaintext: JSON.stringify(value) }),
};

interface Resource {
  readonly type: string;
  readonly inputs?: Record<string, unknown>;
  readonly outputs?: Record<string, unknown>;
}

/** What of the states becomes a secret: what answers name of a resource, and what they never name. */
const secretProperties: Readonly<Record<string, readonly string[]>> = {
  SecurityGroupIngressRule: ["cidrIpv4", "referencedSecurityGroupId"],
  SecurityGroupEgressRule: ["cidrIpv4", "description"],
  Instance: ["identifier", "address", "endpoint", "port", "masterUserSecrets"],
  PrincipalAssociation: ["principal"],
  Subnet: ["cidrBlock"],
  Stack: ["databases"],
};

function sealed(stack: (typeof stacks)[number], seal: Seal): { readonly text: string; readonly secrets: string[] } {
  const file = JSON.parse(stateText(stack)) as { deployment: { resources: Resource[] } };
  const values = new Set<string>([password]);
  for (const { type, inputs, outputs } of file.deployment.resources) {
    for (const bag of [inputs, outputs]) {
      for (const key of secretProperties[type.slice(type.lastIndexOf(":") + 1)] ?? []) {
        if (bag?.[key] === undefined) continue;
        for (const text of textsIn(bag[key])) values.add(text);
        bag[key] = seal(bag[key]);
      }
      if (bag !== undefined && type.endsWith(":Instance")) bag["password"] = seal(password);
    }
  }
  const text = JSON.stringify(file);
  // What stands in the open elsewhere is no secret, nor are VPC Lattice's addresses.
  const open = text.concat("129.224.0.0/17").replace(/"(plaintext|ciphertext)":"(\\.|[^"\\])*"/g, "");
  return { text, secrets: [...values].filter((value) => value.length > 6 && !open.includes(value)) };
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

const questions = [
  ["--from", "databases-client-security-group", "--to", "orders-instance"],
  ["--from", "databases-client-security-group", "--to", "orders-instance", "--without", "db-gateway"],
  ["--audience", "orders-instance"],
  [],
] as const;

describe("npm run reach", function () {
  this.timeout(30_000);
  const folder = temporaryFolder();
  after(() => {
    folder.remove();
  });

  for (const [how, seal] of Object.entries(seals)) {
    it(`prints and draws nothing of a secret that is ${how}`, async () => {
      const written = stacks.map((stack) => ({ file: join(folder.path, `${stack}.json`), ...sealed(stack, seal) }));
      for (const { file, text } of written) writeFileSync(file, text);
      const secrets = written.flatMap((it) => it.secrets);
      assert.ok(secrets.length > 4, String(secrets));
      const states = written.flatMap(({ file }) => ["--state", file]);
      for (const question of questions) {
        for (const form of [[], ["--json"], ["--markdown"], ["--diagram", "svg"], ["--diagram", "mmd"]]) {
          const picture = join(folder.path, `way.${form[1] ?? ""}`);
          const asked = [...question, ...(form[1] === undefined ? form : ["--diagram", picture]), ...states];
          const { code, stdout, stderr } = await runReach(asked);
          assert.notEqual(code, 2, stderr);
          const said = stdout + stderr + (form[1] === undefined ? "" : readFileSync(picture, "utf8"));
          for (const secret of secrets) assert.ok(!said.includes(secret), `${asked.join(" ")}: ${secret}`);
        }
      }
    });
  }

  it("says the same whether its secrets are told or not", async () => {
    const answers = [];
    for (const seal of Object.values(seals)) {
      for (const stack of stacks) writeFileSync(join(folder.path, `${stack}.json`), sealed(stack, seal).text);
      const states = stacks.flatMap((stack) => ["--state", join(folder.path, `${stack}.json`)]);
      answers.push(await runReach([...questions[0], "--json", ...states]));
    }
    assert.equal(answers[0]?.code, 3);
    assert.deepEqual(answers[0], answers[1]);
  });

  it("needs no Pulumi CLI and writes nothing, where what it reads is on this machine", () => {
    const project = join(folder.path, "project");
    const kept = join(project, ".lattice-db/state/backend/.pulumi/stacks/lattice-db");
    mkdirSync(kept, { recursive: true });
    writeFileSync(join(project, "Pulumi.yaml"), "name: lattice-db\nruntime: nodejs\n");
    for (const stack of stacks) {
      const { deployment } = JSON.parse(stateText(stack)) as { deployment: unknown };
      writeFileSync(join(kept, `${stack}.json`), JSON.stringify({ version: 3, checkpoint: { latest: deployment } }));
    }
    const folders = [kept, join(project, ".lattice-db/state/backend"), join(project, ".lattice-db"), project];
    const before = readdirSync(project, { recursive: true });
    for (const path of folders) chmodSync(path, 0o500);
    const run = spawnSync(process.execPath, [join(checkout, "reach/run.mjs"), "--from", "consumer", "--to", "orders"], {
      cwd: project,
      env: { PATH: "/nowhere", HOME: project },
      encoding: "utf8",
    });
    for (const path of folders.reverse()) chmodSync(path, 0o700);
    assert.deepEqual([run.status, run.stderr], [0, "no backend is logged in to: taking the local cloud's stacks\n"]);
    assert.deepEqual(readdirSync(project, { recursive: true }), before);
  });
});
