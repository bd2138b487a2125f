import assert from "node:assert/strict";
import { keyFault } from "../../../policy/framework/customer-key";
import { Field } from "../../../resources/field";
import { unknown, wrapped } from "../judge";

const fault = (key: unknown): string | undefined => keyFault(Field.of(wrapped({ key }), "key"));

describe("a key of the customer's own", () => {
  it("is any key that is named, by id, ARN or alias, or that is not known yet", () => {
    const keys = [
      "arn:aws:kms:eu-west-1:111111111111:key/1",
      "1234abcd",
      "alias/orders",
      "alias/awsome",
      "arn:aws:kms:eu-west-1:111111111111:alias/orders",
      "alias/orders-alias/aws/rds",
      unknown,
    ];
    for (const key of keys) assert.equal(fault(key), undefined, key);
  });

  it("is none that AWS manages, and not nothing", () => {
    assert.equal(fault(undefined), "is left out");
    assert.equal(fault(null), "is left out");
    assert.equal(fault(""), "is empty");
    assert.equal(fault(" "), "is empty");
    assert.equal(fault("alias/aws/rds"), "names a key that AWS manages");
    assert.equal(fault(" alias/aws/rds"), "names a key that AWS manages");
    assert.equal(fault("arn:aws:kms:eu-west-1:111111111111:alias/aws/s3"), "names a key that AWS manages");
  });
});
