import * as assert from "node:assert/strict";

import { Grant, type GrantArgs } from "../../../components/sharing/grant";
import { deploy } from "../deploy";

const args: GrantArgs = {
  place: { accountId: "111122223333", region: "eu-west-1" },
  resourceConfigurationArn: "arn:aws:vpc-lattice:eu-west-1:111122223333:resourceconfiguration/rcfg-0123456789abcdef0",
  resourceId: "db-ABC",
  principal: "444455556666",
  loginUser: "app",
};
const UNIT = "arn:aws:organizations::999988887777:ou/o-exampleorg1/ou-ab12-11111111";
const ORGANIZATION = "arn:aws:organizations::999988887777:organization/o-exampleorg1";
const EXTERNAL_ID = { "sts:ExternalId": "11111111-2222-4333-8444-555555555555" };

async function made(change: Partial<GrantArgs>) {
  const { find } = await deploy(() => new Grant("orders--analytics", { ...args, ...change }));
  const [trust] = JSON.parse(find("aws:iam/role:Role").inputs.assumeRolePolicy).Statement;
  const [right] = JSON.parse(find("aws:iam/rolePolicy:RolePolicy").inputs.policy).Statement;
  return { trust, right, principal: find("aws:ram/principalAssociation:PrincipalAssociation") };
}

describe("a Grant", () => {
  it("lets one account in, by a share and a role of its own", async () => {
    const { trust, principal } = await made({});
    assert.equal(principal.inputs.principal, "444455556666");
    assert.equal(principal.name, "orders--analytics-444455556666");
    assert.deepEqual(trust.Principal, { AWS: ["arn:aws:iam::444455556666:root"] });
    assert.deepEqual(trust.Condition, { StringEquals: EXTERNAL_ID });
  });

  it("may log in as exactly its users", async () => {
    const { right } = await made({ databaseUsers: ["reports", "audits"] });
    assert.deepEqual(
      right.Resource,
      ["app", "reports", "audits"].map((user) => `arn:aws:rds-db:eu-west-1:111122223333:dbuser:db-ABC/${user}`),
    );
    assert.equal(right.Action, "rds-db:connect");
  });

  it("of an organisation trusts whoever is in it, and nobody by the wildcard alone", async () => {
    const { trust, principal } = await made({ principal: ORGANIZATION });
    assert.equal(principal.inputs.principal, ORGANIZATION);
    assert.equal(principal.name, "orders--analytics-o-exampleorg1");
    assert.deepEqual(trust.Principal, { AWS: "*" });
    assert.deepEqual(trust.Condition, { StringEquals: { ...EXTERNAL_ID, "aws:PrincipalOrgID": "o-exampleorg1" } });
  });

  it("of a unit trusts whoever is in it, right below the root or below other units", async () => {
    const { trust } = await made({ principal: UNIT });
    assert.deepEqual(trust.Condition, {
      StringEquals: { ...EXTERNAL_ID, "aws:PrincipalOrgID": "o-exampleorg1" },
      "ForAnyValue:StringLike": {
        "aws:PrincipalOrgPaths": [
          "o-exampleorg1/r-ab12/ou-ab12-11111111/*",
          "o-exampleorg1/r-ab12/*/ou-ab12-11111111/*",
        ],
      },
    });
  });

  for (const principal of ["444455556666", UNIT]) {
    it(`ends after its last day by itself: ${principal}`, async () => {
      const { trust } = await made({ principal, until: "2026-12-31" });
      assert.deepEqual(trust.Condition.DateLessThan, { "aws:CurrentTime": "2027-01-01T00:00:00Z" });
    });
  }

  it("has as many users as fit into the 10,240 characters of a role's inline policies", async () => {
    const users = (count: number) => Array.from({ length: count }, (_, index) => `a${String(index).padStart(31, "0")}`);
    const longest = { place: { ...args.place, region: "us-gov-west-1" }, resourceId: `cluster-${"X".repeat(26)}` };
    const { find } = await deploy(() => new Grant("o", { ...args, ...longest, databaseUsers: users(63) }));
    assert.ok(find("aws:iam/rolePolicy:RolePolicy").inputs.policy.length <= 10_240);
    await assert.rejects(
      deploy(() => new Grant("o", { ...args, databaseUsers: users(64) })),
      /databaseUsers must name 63 users at most, got 64$/,
    );
  });

  it("refuses what is no principal of RAM's, with the command that tells the ARN", async () => {
    await assert.rejects(
      deploy(() => new Grant("orders", { ...args, principal: "o-exampleorg1" })),
      /^Error: Grant "orders": principal must be .* \(aws organizations describe-organization --query Organization\.Arn tells it\), got "o-exampleorg1"$/,
    );
  });
});
