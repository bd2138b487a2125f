import assert from "node:assert/strict";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { Workspace } from "../../../local/pulumi/workspace";

describe("the local run's copy of the project's files", () => {
  let folder: string;
  let workspace: Workspace;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "workspace-"));
    mkdirSync(join(folder, "project"));
    mkdirSync(join(folder, "copy"));
    project("Pulumi.yaml", "name: lattice-db\nruntime: nodejs\n");
    project(
      "Pulumi.producer.yaml",
      "# the owner\nconfig:\n  aws:region: eu-west-1 # Ireland\n  lattice-db:vpcCidr: 10.0.0.0/16\n",
    );
    workspace = new Workspace({ project: join(folder, "project") }, { workspace: join(folder, "copy") });
    workspace.bringIn();
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const project = (name: string, text: string) => {
    writeFileSync(join(folder, "project", name), text);
  };
  const copy = (name: string) => parse(readFileSync(join(folder, "copy", name), "utf8"));
  const setInCopy = (change: (file: any) => void) => {
    const file = copy("Pulumi.producer.yaml");
    change(file);
    writeFileSync(join(folder, "copy", "Pulumi.producer.yaml"), JSON.stringify(file));
  };
  const committed = () => readFileSync(join(folder, "project", "Pulumi.producer.yaml"), "utf8");

  it("runs the program from the project's folder", () => {
    assert.equal(copy("Pulumi.yaml").main, join(folder, "project"));
  });

  it("keeps the salt out of the committed stack file", () => {
    setInCopy((file) => (file.encryptionsalt = "v1:salt"));
    workspace.takeBack();
    workspace.bringIn();
    assert.equal(copy("Pulumi.producer.yaml").encryptionsalt, "v1:salt");
    assert.equal(committed().includes("salt"), false);
  });

  it("follows a change of the committed stack file", () => {
    project("Pulumi.producer.yaml", "config:\n  aws:region: eu-central-1\n");
    workspace.bringIn();
    assert.deepEqual(copy("Pulumi.producer.yaml").config, { "aws:region": "eu-central-1" });
  });

  it("takes what `pulumi config set` and `config rm` did back, and keeps the comments", () => {
    setInCopy((file) => {
      file.config["lattice-db:role"] = "producer";
      delete file.config["lattice-db:vpcCidr"];
    });
    workspace.takeBack();
    assert.equal(committed(), "# the owner\nconfig:\n  aws:region: eu-west-1 # Ireland\n  lattice-db:role: producer\n");
  });

  it("keeps secrets set locally, encrypted, in the copy alone", () => {
    setInCopy((file) => (file.config["lattice-db:token"] = { secure: "v1:abc" }));
    workspace.takeBack();
    workspace.bringIn();
    assert.deepEqual(copy("Pulumi.producer.yaml").config["lattice-db:token"], { secure: "v1:abc" });
    assert.equal(committed().includes("secure"), false);
  });

  describe("with a secret inside a map", () => {
    const text =
      "config:\n  lattice-db:databases:\n    # the shop's\n    orders: { engine: postgres, masterUsername: owner }\n    stock: { engine: mysql }\n";
    beforeEach(() => {
      project("Pulumi.producer.yaml", text);
      workspace.bringIn();
      setInCopy((file) => (file.config["lattice-db:databases"].orders.masterUsername = { secure: "v1:abc" }));
      workspace.takeBack();
    });

    it("takes nothing out of the project's stack file", () => {
      assert.equal(committed(), text);
    });

    it("keeps the secret for the next command", () => {
      workspace.bringIn();
      assert.deepEqual(copy("Pulumi.producer.yaml").config["lattice-db:databases"], {
        orders: { engine: "postgres", masterUsername: { secure: "v1:abc" } },
        stock: { engine: "mysql" },
      });
    });

    it("takes back a plain value beside it, and nothing else", () => {
      workspace.bringIn();
      setInCopy((file) => (file.config["lattice-db:databases"].orders.port = 5433));
      workspace.takeBack();
      assert.equal(committed(), text.replace("owner }", "owner, port: 5433 }"));
    });

    it("gives way to a plain value set in its place", () => {
      workspace.bringIn();
      setInCopy((file) => (file.config["lattice-db:databases"].orders.masterUsername = "boss"));
      workspace.takeBack();
      workspace.bringIn();
      assert.equal(committed(), text.replace("owner", "boss"));
      assert.equal(copy("Pulumi.producer.yaml").config["lattice-db:databases"].orders.masterUsername, "boss");
    });

    it("forgets it with its database", () => {
      project("Pulumi.producer.yaml", "config:\n  lattice-db:databases:\n    stock: { engine: mysql }\n");
      workspace.bringIn();
      assert.deepEqual(copy("Pulumi.producer.yaml").config["lattice-db:databases"], { stock: { engine: "mysql" } });
    });
  });

  it("takes back a new map whole, but for a secret in it", () => {
    setInCopy((file) => {
      file.config["lattice-db:subnets"] = { client: { a: "10.0.0.0/26" } };
      file.config["lattice-db:login"] = { user: "app", password: { secure: "v1:abc" } };
    });
    workspace.takeBack();
    assert.deepEqual(parse(committed()).config["lattice-db:subnets"], { client: { a: "10.0.0.0/26" } });
    assert.deepEqual(parse(committed()).config["lattice-db:login"], { user: "app" });
  });

  it("does not bring a deleted stack file back, nor what it said", () => {
    rmSync(join(folder, "project", "Pulumi.producer.yaml"));
    workspace.bringIn();
    workspace.takeBack();
    assert.equal(existsSync(join(folder, "project", "Pulumi.producer.yaml")), false);
    assert.deepEqual(copy("Pulumi.producer.yaml").config, {});
  });

  for (const text of ["{{{", "- a list", "config: [", "just words"])
    it(`says which stack file is no YAML of a stack, and what to do, where it holds ${JSON.stringify(text)}`, () => {
      for (const [where, name] of [
        ["copy", "Pulumi.producer.yaml"],
        ["project", "Pulumi.producer.yaml"],
      ] as const) {
        const path = join(folder, where, name);
        const before = readFileSync(path, "utf8");
        writeFileSync(path, text);
        assert.throws(
          () => {
            workspace.bringIn();
          },
          {
            message: `${path} is not a stack's configuration in YAML: correct it, or remove it to lose what was set in it`,
          },
        );
        assert.equal(readFileSync(path, "utf8"), text, "it is left as it is");
        writeFileSync(path, before);
      }
    });

  it("writes no copy through a link, and takes back through one: the project's own files may be links", () => {
    const victim = join(folder, "victim.yaml");
    const inCopy = join(folder, "copy", "Pulumi.producer.yaml");
    writeFileSync(victim, "config: {}\n");
    rmSync(inCopy);
    symlinkSync(victim, inCopy);
    assert.throws(() => {
      workspace.bringIn();
    }, /Pulumi\.producer\.yaml must be a file of yours: it is a link.*remove it/);
    assert.equal(readFileSync(victim, "utf8"), "config: {}\n");
    rmSync(inCopy);

    const kept = join(folder, "kept-elsewhere.yaml");
    const inProject = join(folder, "project", "Pulumi.producer.yaml");
    renameSync(inProject, kept);
    symlinkSync(kept, inProject);
    workspace.bringIn();
    setInCopy((file) => (file.config["lattice-db:role"] = "producer"));
    workspace.takeBack();
    assert.equal(parse(readFileSync(kept, "utf8")).config["lattice-db:role"], "producer");
    assert.ok(lstatSync(inProject).isSymbolicLink());
  });

  it("keeps the salt of a stack whose file is gone: its state has secrets", () => {
    setInCopy((file) => (file.encryptionsalt = "v1:salt"));
    rmSync(join(folder, "project", "Pulumi.producer.yaml"));
    workspace.bringIn();
    assert.equal(copy("Pulumi.producer.yaml").encryptionsalt, "v1:salt");
  });

  it("makes the stack file of a stack that a command has made", () => {
    writeFileSync(join(folder, "copy", "Pulumi.billing.yaml"), "config:\n  aws:region: eu-west-1\n");
    workspace.takeBack();
    assert.deepEqual(parse(readFileSync(join(folder, "project", "Pulumi.billing.yaml"), "utf8")), {
      config: { "aws:region": "eu-west-1" },
    });
  });
});
