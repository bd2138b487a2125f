import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { Workspace } from "../../../local/engine/workspace";

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
