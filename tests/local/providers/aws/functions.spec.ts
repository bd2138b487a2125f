import assert from "node:assert/strict";
import { regions } from "../../../../local/services/ec2/zones";
import { outsider, owner, testServices } from "../../test-services";
import { Deployment } from "./deployment";

const inRegion = (region: string) => new Deployment(testServices(), { account: "111111111111", region });

describe("the functions of @pulumi/aws", () => {
  it("know who asks", async () => {
    assert.deepEqual(await inRegion("us-east-1").invoke("aws:index/getCallerIdentity:getCallerIdentity", {}), {
      accountId: "111111111111",
      arn: "arn:aws:iam::111111111111:root",
      id: "111111111111",
      userId: "111111111111",
    });
  });

  it("know the provider's Region and any other, by name or endpoint", async () => {
    const token = "aws:index/getRegion:getRegion";
    const aws = inRegion("eu-west-1");
    const ireland = { description: "Europe (Ireland)", endpoint: "ec2.eu-west-1.amazonaws.com" };
    assert.deepEqual(await aws.invoke(token, {}), {
      ...ireland,
      id: "eu-west-1",
      name: "eu-west-1",
      region: "eu-west-1",
    });
    assert.equal((await aws.invoke(token, { endpoint: "ec2.us-west-2.amazonaws.com" })).region, "us-west-2");
    for (const region of regions) assert.equal((await aws.invoke(token, { name: region })).id, region);
    await assert.rejects(
      aws.invoke(token, { region: "xx-north-9" }),
      /does not model the Region xx-north-9: use one of/,
    );
  });

  it("know the partition", async () => {
    const token = "aws:index/getPartition:getPartition";
    assert.deepEqual(await inRegion("eu-west-1").invoke(token, {}), {
      ...{ partition: "aws", id: "aws", dnsSuffix: "amazonaws.com", reverseDnsPrefix: "com.amazonaws" },
    });
    assert.deepEqual(await inRegion("cn-north-1").invoke(token, {}), {
      ...{ partition: "aws-cn", id: "aws-cn", dnsSuffix: "amazonaws.com.cn", reverseDnsPrefix: "cn.com.amazonaws" },
    });
  });

  it("refuse what is not modelled, by name", async () => {
    const token = "aws:ec2/getAmi:getAmi";
    await assert.rejects(inRegion("us-east-1").invoke(token, {}), /does not model aws:ec2\/getAmi:getAmi/);
  });
});

describe("aws:getAvailabilityZones", () => {
  const token = "aws:index/getAvailabilityZones:getAvailabilityZones";
  const all = ["eu-west-1a", "eu-west-1b", "eu-west-1c"];

  for (const [what, args, names] of [
    ["every zone", {}, all],
    ["those that are available, which are all", { state: "available" }, all],
    ["none that is impaired", { state: "impaired" }, []],
    ["all but those left out", { excludeNames: ["eu-west-1a"], excludeZoneIds: ["euw1-az3"] }, ["eu-west-1b"]],
    ["those that pass a filter", { filters: [{ name: "zone-name", values: ["*b", "*c"] }] }, all.slice(1)],
    ["no local zone", { filters: [{ name: "opt-in-status", values: ["opted-in"] }] }, []],
    ["those of another Region", { region: "us-west-1" }, ["us-west-1a", "us-west-1b"]],
  ] as const) {
    it(`tells ${what}`, async () => {
      assert.deepEqual((await inRegion("eu-west-1").invoke(token, args)).names, names);
    });
  }

  it("tells each zone's id beside its name", async () => {
    const { zoneIds, id, groupNames } = await inRegion("ca-central-1").invoke(token, {});
    assert.deepEqual(zoneIds, ["cac1-az1", "cac1-az2", "cac1-az4"]);
    assert.deepEqual([id, groupNames], ["ca-central-1", ["ca-central-1-zg-1"]]);
  });

  it("refuses a filter it does not know", async () => {
    const args = { filters: [{ name: "message", values: ["x"] }] };
    await assert.rejects(
      inRegion("eu-west-1").invoke(token, args),
      /does not model the filter message of availability/,
    );
  });
});

describe("aws:organizations:getOrganization", () => {
  const token = "aws:organizations/getOrganization:getOrganization";
  const ask = (account: string, args: Record<string, unknown> = {}) =>
    new Deployment(testServices(), { account, region: "eu-west-1" }).invoke(token, args);

  it("tells a member which organisation it is in, and not who else is", async () => {
    const { id, accounts, masterAccountId } = await ask(owner.account);
    assert.match(String(id), /^o-/);
    assert.deepEqual(accounts, []);
    assert.match(String(masterAccountId), /^\d{12}$/);
  });

  it("fails with AWS's code for an account outside", async () => {
    await assert.rejects(ask(outsider.account), /AWSOrganizationsNotInUseException/);
  });

  it("refuses the management account the list it does not model, by name", async () => {
    const management = testServices().settings.organization.managementAccount;
    await assert.rejects(ask(management), /does not model the list of an organisation's accounts/);
    assert.equal((await ask(management, { returnOrganizationOnly: true })).masterAccountId, management);
  });
});
