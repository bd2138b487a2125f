import assert from "node:assert/strict";
import { masterSecretArn } from "../../../local/data-path/master-secret";
import { createDbInstance } from "../../../local/services/rds/create-instance";
import { createReadReplica } from "../../../local/services/rds/create-replica";
import { createSecret } from "../../../local/services/secrets-manager/secret";
import { putSecretValue } from "../../../local/services/secrets-manager/secret-version";
import { owner, testServices } from "../test-services";
import { instanceRequest, surroundings } from "../services/surroundings";

async function instanceWithOwnPassword() {
  const services = testServices();
  await surroundings(services);
  const request = { ...instanceRequest(), manageMasterUserPassword: undefined, masterUserPassword: "correct-horse" };
  const instance = await createDbInstance(services, owner, request);
  const keep = async (name: string, value: string) => {
    const { arn } = await createSecret(services, owner, { name, description: "", tags: {} });
    await putSecretValue(services, owner, arn, { value, isBinary: false });
    return arn;
  };
  const login = { host: instance.data.endpoint.address, username: instance.data.masterUsername, password: "x" };
  return { services, instance, keep, login };
}

describe("the secret with a master password", () => {
  it("is the one that RDS keeps", async () => {
    const services = testServices();
    await surroundings(services);
    const instance = await createDbInstance(services, owner, instanceRequest());
    assert.equal(masterSecretArn(services, instance), instance.data.masterUserSecret?.secretArn);
  });

  it("is the owner's own with that login, where RDS keeps none, for its replicas too", async () => {
    const { services, instance, keep, login } = await instanceWithOwnPassword();
    await keep("text", "no JSON");
    await keep("other-host", JSON.stringify({ ...login, host: "elsewhere.example.com" }));
    await keep("other-user", JSON.stringify({ ...login, username: "app" }));
    assert.equal(masterSecretArn(services, instance), undefined);
    const arn = await keep("orders", JSON.stringify(login));
    assert.equal(masterSecretArn(services, instance), arn);
    const copy = await createReadReplica(services, owner, {
      dbInstanceIdentifier: "copy",
      sourceDbInstanceIdentifier: instance.data.dbInstanceIdentifier,
    });
    assert.equal(masterSecretArn(services, copy), arn);
  });
});
