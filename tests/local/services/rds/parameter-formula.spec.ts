import assert from "node:assert/strict";
import { createDbInstance } from "../../../../local/services/rds/create-instance";
import { parameterValue } from "../../../../local/services/rds/parameter-formula";
import { owner, testServices } from "../../test-services";
import { instanceRequest, surroundings } from "../surroundings";

async function valueFor(dbInstanceClass: string, formula: string): Promise<string> {
  const services = testServices();
  await surroundings(services);
  const { data } = await createDbInstance(services, owner, instanceRequest({ dbInstanceClass }));
  return parameterValue("max_connections", formula, data);
}

describe("a formula as a parameter's value", () => {
  for (const [dbInstanceClass, connections] of [
    ["db.t4g.micro", "112"],
    ["db.t4g.medium", "450"],
    ["db.m7g.large", "901"],
    ["db.r6g.large", "1802"],
    ["db.r7g.16xlarge", "5000"],
    ["db.x2iedn.xlarge", "5000"],
  ] as const) {
    it(`gives ${connections} connections for ${dbInstanceClass}`, async () => {
      assert.equal(await valueFor(dbInstanceClass, "LEAST({DBInstanceClassMemory/9531392},5000)"), connections);
    });
  }

  it("may add, compare, multiply and divide", async () => {
    assert.equal(await valueFor("db.t4g.micro", "GREATEST({DBInstanceClassMemory*3/50331648},512)"), "512");
    assert.equal(await valueFor("db.t4g.micro", "SUM({EndPointPort/1},10)"), "5442");
    assert.equal(await valueFor("db.t4g.micro", "300"), "300");
  });

  it("is refused by name with a variable the local cloud does not know", async () => {
    const unknown = valueFor("db.t4g.micro", "{DBInstanceVCPU*2}");
    await assert.rejects(unknown, /does not model the formula \{DBInstanceVCPU\*2\} of the parameter max_connections/);
  });
});
