import * as assert from "node:assert/strict";

import { DatabaseShare } from "../../../components/sharing/database-share";
import { deploy } from "../deploy";

describe("a DatabaseShare", () => {
  it("shares the configuration with the accounts that may take the connect role, and no others", async () => {
    const accountIds = ["444455556666"];
    const made = await deploy(() => {
      const { resourceShareArn, connectRoleArn, externalId } = new DatabaseShare("orders", {
        place: { accountId: "111122223333", region: "eu-west-1" },
        resourceConfigurationArn:
          "arn:aws:vpc-lattice:eu-west-1:111122223333:resourceconfiguration/rcfg-0123456789abcdef0",
        resourceId: "db-ABC",
        loginUser: "app",
        accountIds,
      });
      return { resourceShareArn, connectRoleArn, externalId };
    });
    const principal = made.find("aws:ram/principalAssociation:PrincipalAssociation").inputs.principal;
    const [trust] = JSON.parse(made.find("aws:iam/role:Role").inputs.assumeRolePolicy).Statement;
    assert.deepEqual([principal], accountIds);
    assert.deepEqual(trust.Principal.AWS, ["arn:aws:iam::444455556666:root"]);
    assert.equal(made.find("aws:ram/resourceShare:ResourceShare").inputs.allowExternalPrincipals, false);
    assert.deepEqual(made.outputs, {
      resourceShareArn: "arn:aws:mock:eu-west-1:111122223333:orders-share",
      connectRoleArn: "arn:aws:mock:eu-west-1:111122223333:orders-connect-role",
      externalId: "11111111-2222-4333-8444-555555555555",
    });
  });
});
