import assert from "node:assert/strict";
import { localEnvironment } from "../../../local/pulumi/environment";
import { stateFolder } from "../../../local/ground/state-folder";

describe("the environment of a local run", () => {
  const state = stateFolder("/srv/lattice-db", {});

  it("takes away every AWS and Pulumi setting of the caller", () => {
    const caller = {
      AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
      AWS_PROFILE: "prod",
      PULUMI_ACCESS_TOKEN: "pul-1",
      PULUMI_BACKEND_URL: "s3://state",
      HOME: "/home/ada",
    };
    const environment = localEnvironment(state, "/run/cloud.sock", caller);
    assert.equal(environment.HOME, "/home/ada");
    assert.equal(environment.PULUMI_BACKEND_URL, "file:///srv/lattice-db/.lattice-db/state/backend");
    for (const name of ["AWS_ACCESS_KEY_ID", "AWS_PROFILE", "PULUMI_ACCESS_TOKEN"])
      assert.equal(name in environment, false, name);
  });

  it("saves the state at the end alone where that is asked for", () => {
    const of = (caller: NodeJS.ProcessEnv) =>
      localEnvironment(state, "/run/cloud.sock", caller).PULUMI_SKIP_CHECKPOINTS;
    assert.equal(of({ LATTICE_DB_CHECKPOINTS: "end" }), "true");
    assert.equal(of({ PULUMI_SKIP_CHECKPOINTS: "true" }), undefined);
  });

  it("finds plugins in the local cloud's own PULUMI_HOME and nowhere else", () => {
    const environment = localEnvironment(state, "/run/cloud.sock", { PULUMI_HOME: "/home/ada/.pulumi" });
    assert.equal(environment.PULUMI_HOME, "/srv/lattice-db/.lattice-db/state/pulumi-home");
    assert.equal(environment.PULUMI_IGNORE_AMBIENT_PLUGINS, "true");
    assert.equal(environment.PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION, "true");
  });
});
