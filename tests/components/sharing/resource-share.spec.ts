import * as assert from "node:assert/strict";

import {
  ResourceShare,
  resourceShareProblems,
  type ResourceShareArgs,
} from "../../../components/sharing/resource-share";
import { deploy, type Deployment } from "../deploy";

const args: ResourceShareArgs = {
  resourceArns: {
    configuration: "arn:aws:vpc-lattice:eu-west-1:111122223333:resourceconfiguration/rcfg-0123456789abcdef0",
  },
  accountIds: ["444455556666", "777788889999"],
};

describe("a ResourceShare", () => {
  let made: Deployment;
  before(async () => {
    made = await deploy(() => new ResourceShare("orders", args));
  });

  it("stays within the organisation, and is lost by an account that leaves it", () => {
    assert.deepEqual(made.find("aws:ram/resourceShare:ResourceShare").inputs, {
      allowExternalPrincipals: false,
      resourceShareConfiguration: { retainSharingOnAccountLeaveOrganization: false },
    });
  });

  it("holds each resource and each account, keyed by what stays", () => {
    assert.deepEqual(made.find("aws:ram/resourceAssociation:ResourceAssociation", "orders-configuration").inputs, {
      resourceShareArn: "arn:aws:mock:eu-west-1:111122223333:orders-share",
      resourceArn: args.resourceArns["configuration"],
    });
    const principals = made.resources.filter(
      ({ type }) => type === "aws:ram/principalAssociation:PrincipalAssociation",
    );
    assert.deepEqual(
      principals.map(({ name, inputs }) => [name, inputs.principal]),
      [
        ["orders-444455556666", "444455556666"],
        ["orders-777788889999", "777788889999"],
      ],
    );
  });

  it("lets accounts of other organisations in only when told so", async () => {
    const { find } = await deploy(() => new ResourceShare("orders", { ...args, allowExternalPrincipals: true }));
    assert.equal(find("aws:ram/resourceShare:ResourceShare").inputs.allowExternalPrincipals, true);
  });

  it("refuses wrong arguments with all that is wrong", async () => {
    const wrong = { resourceArns: {}, accountIds: ["o-1234567890"] };
    await assert.rejects(
      deploy(() => new ResourceShare("orders", wrong)),
      /^Error: ResourceShare "orders": resourceArns must have at least one entry, got none; accountIds must be twelve digits each, got "o-1234567890"$/,
    );
    assert.deepEqual(resourceShareProblems({ ...args, accountIds: [] }), [
      "accountIds must name at least one account, got none",
    ]);
  });
});
