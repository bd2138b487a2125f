import * as assert from "node:assert/strict";

import { outsiderRefusal } from "../../stacks/outsider-hook";
import { stackValues } from "./stack-file";
import { invokeError, up } from "./up";

const GET = "aws:organizations/getOrganization:getOrganization";
const [INSIDE, OUTSIDE] = ["444455556666", "777788889999"];
const database = (sharedWith: readonly string[], more: object = {}) => ({
  engine: "postgres",
  engineVersion: "17",
  sharedWith,
  ...more,
});
const values = (databases: object) => stackValues("producer", { "lattice-db:databases": databases });
const noneInUse = () => {
  throw invokeError(
    "reading Organizations Organization: AWSOrganizationsNotInUseException: Your account is not a member",
  );
};

describe("an account outside the organisation", () => {
  const deploy = (databases: object, answer: () => object) =>
    up(values(databases), undefined, undefined, undefined, { [GET]: answer });

  it("is refused before any resource where AWS tells who is in the organisation, each database with its remedy", async () => {
    const accounts = [{ id: "111122223333" }, { id: INSIDE }];
    await assert.rejects(
      deploy({ orders: database([INSIDE, OUTSIDE]), stock: database([OUTSIDE]) }, () => ({ id: "o-a1", accounts })),
      new RegExp(
        'has 2 problems:\n {2}lattice-db:databases\\.orders\\.allowExternalPrincipals must be true to share with 777788889999, got false: outside organisation "o-a1"\\. The policy pack takes [^\n]*\n' +
          " {4}pulumi config set --path 'lattice-db:databases\\.orders\\.allowExternalPrincipals' true -s test\n.*databases\\.stock",
        "s",
      ),
    );
  });

  it("is every other account where the owner is in no organisation", async () => {
    await assert.rejects(
      deploy({ orders: database([INSIDE]) }, noneInUse),
      /allowExternalPrincipals must be true to share with 444455556666, got false: account 111122223333 is in no organ/,
    );
  });

  it("is let in by the remedy, and nobody asks about a database that lets everybody in", async () => {
    const open = { allowExternalPrincipals: true };
    const { resources } = await deploy({ orders: database([OUTSIDE], open), own: database([]) }, () => {
      throw invokeError("is asked");
    });
    assert.ok(resources.some(({ name }) => name === `orders-${OUTSIDE}`));
  });

  it("is left to RAM where the account may not ask or is told no accounts", async () => {
    for (const answer of [
      () => ({ id: "o-a1", accounts: [] }),
      () => {
        throw invokeError("AccessDeniedException: not authorized to perform organizations:DescribeOrganization");
      },
    ]) {
      const { resources } = await deploy({ orders: database([OUTSIDE]) }, answer);
      assert.ok(resources.some(({ name }) => name === `orders-${OUTSIDE}`));
    }
  });

  it("is named with the key and the remedy when RAM refuses it, and no other error is touched", () => {
    const refused =
      "creating RAM Principal Association: InvalidParameterException: The resource you are attempting to share can only " +
      "be shared within your AWS Organization.";
    assert.match(
      outsiderRefusal("producer", { database: "orders" }, [refused], OUTSIDE) ?? "",
      /lattice-db:databases\.orders\.allowExternalPrincipals must be true to share with 777788889999.*\n {4}pulumi config set --path 'lattice-db:databases\.orders\.allowExternalPrincipals' true -s producer$/,
    );
    assert.equal(outsiderRefusal("producer", { database: "orders" }, ["AccessDenied"], OUTSIDE), undefined);
  });
});
