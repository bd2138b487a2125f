import assert from "node:assert/strict";
import { Databases } from "../../../local/databases/databases";
import { createDbInstance } from "../../../local/services/rds/create-instance";
import { instanceRequest, surroundings } from "../services/surroundings";
import { temporaryFolder } from "../temporary-folder";
import { owner, testServices } from "../test-services";

describe("a database of a local cloud without servers", () => {
  it("is not connected to, and says how it would be", async () => {
    const folder = temporaryFolder();
    try {
      const { settings } = testServices();
      const services = testServices({ settings: { ...settings, servers: false } });
      await surroundings(services);
      const instance = await createDbInstance(services, owner, instanceRequest());
      const databases = new Databases(folder.path, services, {
        write: () => undefined,
        close: () => Promise.resolve(),
      });
      await assert.rejects(
        databases.ready(instance),
        /runs no database servers, as "servers": false in settings\.json/,
      );
    } finally {
      folder.remove();
    }
  });
});
