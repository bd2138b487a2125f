import * as assert from "node:assert/strict";

import { ConnectRole, connectRoleProblems, type ConnectRoleArgs } from "../../../components/sharing/connect-role";
import { deploy, type Deployment } from "../deploy";

const args: ConnectRoleArgs = {
  place: { accountId: "111122223333", region: "eu-west-1" },
  resourceId: "db-ABC",
  loginUser: "app",
  trustedAccountIds: ["444455556666", "777788889999"],
};

describe("a ConnectRole", () => {
  let made: Deployment;
  before(async () => {
    made = await deploy(() => new ConnectRole("orders-connect", args));
  });

  it("may log in as one user of one database and do nothing else", () => {
    assert.deepEqual(JSON.parse(made.find("aws:iam/rolePolicy:RolePolicy").inputs.policy).Statement, [
      {
        Effect: "Allow",
        Action: "rds-db:connect",
        Resource: "arn:aws:rds-db:eu-west-1:111122223333:dbuser:db-ABC/app",
      },
    ]);
  });

  it("is taken by the accounts it trusts, if they say the external id", () => {
    assert.deepEqual(JSON.parse(made.find("aws:iam/role:Role").inputs.assumeRolePolicy).Statement, [
      {
        Effect: "Allow",
        Principal: { AWS: ["arn:aws:iam::444455556666:root", "arn:aws:iam::777788889999:root"] },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "sts:ExternalId": "11111111-2222-4333-8444-555555555555" } },
      },
    ]);
  });

  it("hands out its ARN and the external id", async () => {
    const { outputs } = await deploy(() => {
      const { arn, externalId } = new ConnectRole("orders-connect", args);
      return { arn, externalId };
    });
    assert.deepEqual(outputs, {
      arn: "arn:aws:mock:eu-west-1:111122223333:orders-connect-role",
      externalId: "11111111-2222-4333-8444-555555555555",
    });
  });

  it("refuses wrong arguments with all that is wrong", async () => {
    await assert.rejects(
      deploy(() => new ConnectRole("orders", { ...args, loginUser: "*", trustedAccountIds: [] })),
      /^Error: ConnectRole "orders": loginUser must be .*, got "\*"; trustedAccountIds must name at least one account, got none$/,
    );
  });

  it("trusts as many accounts as fit into its trust policy, whose length IAM limits to 2,048", async () => {
    const accounts = (count: number) => Array.from({ length: count }, (_, index) => String(100000000000 + index));
    const { find } = await deploy(() => new ConnectRole("orders", { ...args, trustedAccountIds: accounts(50) }));
    assert.ok(find("aws:iam/role:Role").inputs.assumeRolePolicy.length <= 2048);
    assert.deepEqual(connectRoleProblems({ ...args, trustedAccountIds: accounts(51) }), [
      "trustedAccountIds must name 50 accounts at most, got 51",
    ]);
  });

  for (const [region, most] of [
    ["cn-north-1", 50],
    ["us-gov-east-1", 46],
  ] as const) {
    it(`trusts ${most} accounts in ${region}, and no more`, async () => {
      const place = { ...args.place, region };
      const accounts = (count: number) => Array.from({ length: count }, (_, index) => String(100000000000 + index));
      const { find } = await deploy(() => new ConnectRole("o", { ...args, place, trustedAccountIds: accounts(most) }));
      const { length } = find("aws:iam/role:Role").inputs.assumeRolePolicy;
      assert.ok(length <= 2048, String(length));
      assert.deepEqual(connectRoleProblems({ ...args, place, trustedAccountIds: accounts(most + 1) }), [
        `trustedAccountIds must name ${most} accounts at most, got ${most + 1}`,
      ]);
    });
  }

  const cases: readonly (readonly [Partial<ConnectRoleArgs>, string])[] = [
    [
      { loginUser: "App" },
      'loginUser must be 1-32 lower-case letters, digits or "_", not starting with a digit, got "App"',
    ],
    [{ trustedAccountIds: ["*"] }, 'trustedAccountIds must be twelve digits each, got "*"'],
    [{ trustedAccountIds: ["44445555666"] }, 'trustedAccountIds must be twelve digits each, got "44445555666"'],
    [
      { trustedAccountIds: ["444455556666", "444455556666"] },
      'trustedAccountIds must name an account once, got "444455556666" again',
    ],
  ];
  for (const [change, text] of cases) {
    it(`says: ${text}`, () => {
      assert.deepEqual(connectRoleProblems({ ...args, ...change }), [text]);
    });
  }
});
