import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { openStore } from "../../../../local/state/disk-store";
import { openSeals } from "../../../../local/state/seals";
import { operatorCredentials } from "../../../../local/services/iam/access-key";
import { operatorOf } from "../../../../local/services/iam/principal";
import { createDbInstance } from "../../../../local/services/rds/create-instance";
import { getSecretValue } from "../../../../local/services/secrets-manager/get-secret-value";
import { noDatabases } from "../../../../local/services/services";
import { assumeRole } from "../../../../local/services/sts/assume-role";
import { temporaryFolder } from "../../temporary-folder";
import { owner, testServices } from "../../test-services";
import { roleWith, trust } from "../iam/roles";
import { instanceRequest, surroundings } from "../surroundings";

describe("the state on disk", () => {
  const folder = temporaryFolder();
  after(() => {
    folder.remove();
  });

  it("has no secret in readable form, survives a restart, and is worth nothing without its key", async () => {
    const keyFile = join(folder.path, "key");
    const stateFolder = join(folder.path, "store");
    let password = "";
    const store = await openStore(stateFolder);
    const hooks = {
      ...noDatabases,
      started: (_: unknown, login?: { password: string }) => Promise.resolve(void (password = login?.password ?? "")),
    };
    const services = testServices({ store, seals: openSeals(keyFile), databases: hooks });
    await surroundings(services);
    const { data } = await createDbInstance(services, owner, instanceRequest());
    const operator = await operatorCredentials(services, owner.account);
    const trusts = trust({ AWS: owner.account });
    const role = await roleWith(services, owner, "app", { trusts });
    const session = await assumeRole(services, { callerAccount: owner.account, roleArn: role.arn, sessionName: "app" });
    await store.close();

    const files = readdirSync(stateFolder).map((name) => readFileSync(join(stateFolder, name), "latin1"));
    assert.ok(
      files.some((text) => text.includes(data.dbiResourceId)),
      "the instance itself is there",
    );
    assert.equal(password.length, 40);
    for (const secret of [password, operator.secretAccessKey, session.secretAccessKey, session.sessionToken]) {
      assert.ok(!files.some((text) => text.includes(secret)), "no secret is there");
    }
    assert.equal(statSync(keyFile).mode & 0o777, 0o600);

    const reopened = await openStore(stateFolder);
    const arn = data.masterUserSecret?.secretArn ?? "";
    const read = (seals: ReturnType<typeof openSeals>) =>
      getSecretValue({ ...services, store: reopened, seals }, operatorOf(owner.account), owner.region, arn).value;
    assert.deepEqual(JSON.parse(read(openSeals(keyFile))), { username: "dbowner", password });
    assert.throws(() => read(openSeals(join(folder.path, "another-key"))));
    await reopened.close();
  });
});
