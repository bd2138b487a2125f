import assert from "node:assert/strict";
import { createKey, scheduleKeyDeletion } from "../../../../local/services/kms/key";
import { createDbInstance } from "../../../../local/services/rds/create-instance";
import { deleteDbInstance } from "../../../../local/services/rds/delete-instance";
import { lastCopies } from "../../../../local/services/rds/last-copies";
import { owner, testServices } from "../../test-services";
import { instanceRequest, keyRequest, surroundings } from "../surroundings";

describe("the last copy of a deleted instance", () => {
  it("says whether its key still lives", async () => {
    const services = testServices();
    await surroundings(services);
    const key = await createKey(services, owner, keyRequest());
    const request = instanceRequest({ storageEncrypted: true, kmsKeyId: key.arn });
    const { id, data } = await createDbInstance(services, owner, request);
    await deleteDbInstance(services, owner, id, { skipFinalSnapshot: false, finalDbSnapshotIdentifier: "Last" });
    const copy = { ...owner, snapshot: "last", of: data.dbInstanceIdentifier };
    assert.deepEqual(lastCopies(services.store), [{ ...copy, key: `${key.id} Enabled` }]);
    await scheduleKeyDeletion(services, owner, key.id, 30);
    assert.deepEqual(lastCopies(services.store), [{ ...copy, key: `${key.id} PendingDeletion` }]);
  });

  it("is none where the snapshot was skipped", async () => {
    const services = testServices();
    await surroundings(services);
    const { id } = await createDbInstance(services, owner, instanceRequest());
    await deleteDbInstance(services, owner, id, { skipFinalSnapshot: true });
    assert.deepEqual(lastCopies(services.store), []);
  });
});
