import assert from "node:assert/strict";
import { arnOf, globalArnOf, parseArn, partitionOf } from "../../aws/arn";

const owner = { account: "111122223333", region: "eu-west-1" };

describe("an ARN of AWS", () => {
  it("names Region and account, or the account alone", () => {
    assert.equal(arnOf(owner, "logs", "log-group:a"), "arn:aws:logs:eu-west-1:111122223333:log-group:a");
    assert.equal(globalArnOf(owner, "iam", "role/a"), "arn:aws:iam::111122223333:role/a");
  });

  it("is of the partition of its Region", () => {
    assert.deepEqual(["cn-north-1", "us-gov-west-1", "us-east-1"].map(partitionOf), ["aws-cn", "aws-us-gov", "aws"]);
    assert.equal(globalArnOf({ ...owner, region: "cn-north-1" }, "iam", "root"), "arn:aws-cn:iam::111122223333:root");
  });

  it("is read back, whatever colons its resource has", () => {
    assert.deepEqual(parseArn(arnOf(owner, "rds", "db:orders")), {
      partition: "aws",
      service: "rds",
      ...owner,
      resource: "db:orders",
    });
    for (const text of ["orders", "arn:aws:rds:eu-west-1:111122223333", "urn:a:b:c:d:e"]) {
      assert.equal(parseArn(text), undefined, text);
    }
  });
});
