import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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
});
