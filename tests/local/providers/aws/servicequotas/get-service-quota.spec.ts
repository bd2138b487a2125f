import assert from "node:assert/strict";
import type { CloudSettings } from "../../../../../local/services/services";
import { owner, testServices } from "../../../test-services";
import { Deployment } from "../deployment";

const token = "aws:servicequotas/getServiceQuota:getServiceQuota";
const ask = async (inputs: object, quotas: CloudSettings["quotas"] = {}) => {
  const { settings } = testServices();
  const services = testServices({ settings: { ...settings, quotas } });
  return new Deployment(services, { account: owner.account, region: owner.region }).invoke(token, { ...inputs });
};
const RULES = { serviceCode: "vpc", quotaCode: "L-0EA8095F" };
const INSTANCES = { serviceCode: "rds", quotaCode: "L-7B6409FD" };

describe("the quotas of an account of the local cloud", () => {
  it("are what the local cloud takes", async () => {
    assert.equal((await ask(RULES)).value, 60);
    assert.ok(Number((await ask(INSTANCES)).value) > 1_000_000);
  });

  it("are what its settings say", async () => {
    assert.equal((await ask(INSTANCES, { "rds/L-7B6409FD": 40 })).value, 40);
    assert.equal((await ask(RULES, { "rds/L-7B6409FD": 40 })).value, 60);
  });

  it("are found by name too, and only where they are", async () => {
    const found = await ask({ serviceCode: "rds", quotaName: "DB instances" });
    assert.equal(found.quotaCode, "L-7B6409FD");
    await assert.rejects(ask({ serviceCode: "rds", quotaCode: "L-00000000" }), /NoSuchResourceException/);
  });
});
