import * as assert from "node:assert/strict";

import { accountRoot, awsManagedPolicy, regionalArn } from "../../../components/account/place";

describe("an ARN", () => {
  const place = { accountId: "111122223333", region: "eu-west-1" };

  it("names Region, account and resource", () => {
    assert.equal(regionalArn(place, "logs", "log-group:*"), "arn:aws:logs:eu-west-1:111122223333:log-group:*");
  });

  it("is of the partition the Region belongs to", () => {
    assert.equal(accountRoot({ ...place, region: "cn-north-1" }), "arn:aws-cn:iam::111122223333:root");
    assert.equal(
      awsManagedPolicy({ ...place, region: "us-gov-west-1" }, "ReadOnlyAccess"),
      "arn:aws-us-gov:iam::aws:policy/ReadOnlyAccess",
    );
  });

  it("of another account's root keeps the partition", () => {
    assert.equal(accountRoot(place, "444455556666"), "arn:aws:iam::444455556666:root");
  });
});
