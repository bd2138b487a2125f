import assert from "node:assert/strict";
import { coversEvery, coversEverything, isEveryAction } from "../../../../policy/rules/iam/grants";

describe("a resource pattern", () => {
  const roles = (pattern: string): boolean => coversEvery(pattern, "iam", "role/");

  it("covers every role, of any account or of one", () => {
    for (const pattern of [
      "*",
      "arn:*",
      "arn:aws:*",
      "arn:aws:iam:*",
      "arn:aws:iam::*",
      "arn:aws:iam::111122223333:*",
      "arn:aws:iam::111122223333:role/*",
      "arn:aws-cn:iam::*:role*",
      "arn:aws:i*::*:ro??/*",
      "arn:aws:*:*:111122223333:*",
    ]) {
      assert.equal(roles(pattern), true, pattern);
    }
  });

  it("covers less where it names something", () => {
    for (const pattern of [
      "",
      "arn:aws:iam::111122223333:role/app",
      "arn:aws:iam::111122223333:role/app-*",
      "arn:aws:iam::111122223333:role/team/*",
      "arn:aws:iam::111122223333:user/*",
      "arn:aws:s3:::*",
      "arn:aws:iam::111122223333:role/${aws:username}",
    ]) {
      assert.equal(roles(pattern), false, pattern);
    }
  });

  it("keeps the account and Region it names apart from the rest", () => {
    assert.equal(coversEvery("arn:aws:kms:eu-west-1:111122223333:key/*", "kms", "key/"), true);
    assert.equal(coversEvery("arn:aws:kms:eu-west-1:111122223333:alias/*", "kms", "key/"), false);
  });

  it("covers everything only if it names no service", () => {
    for (const pattern of ["*", "arn:aws:*", "arn:*:*:*:*:*"]) assert.equal(coversEverything(pattern), true, pattern);
    for (const pattern of ["arn:aws:iam::*:*", "arn:aws:s3:::bucket/*", "arn:aws:sns:eu-west-1:111122223333:a*"])
      assert.equal(coversEverything(pattern), false, pattern);
  });
});

describe("an action pattern", () => {
  it("stands for every action only without a service's name", () => {
    for (const action of ["*", "*:*", "**"]) assert.equal(isEveryAction(action), true, action);
    for (const action of ["iam:*", "", ":", "s3:Get*", "*x"]) assert.equal(isEveryAction(action), false, action);
  });
});
