import assert from "node:assert/strict";
import { fitsArnGlob, fitsGlob } from "../../../../local/services/iam/glob";

describe("a pattern of an IAM policy", () => {
  it("without wildcards fits itself and nothing else", () => {
    assert.equal(fitsGlob("a.c", "a.c"), true);
    assert.equal(fitsGlob("a.c", "abc"), false);
    assert.equal(fitsGlob("a.c", "a.cd"), false);
  });

  it("is compared with regard to case, unless told otherwise", () => {
    assert.equal(fitsGlob("rds-db:connect", "RDS-DB:Connect"), false);
    assert.equal(fitsGlob("rds-db:connect", "RDS-DB:Connect", true), true);
    assert.equal(fitsGlob("rds-db:*", "RDS-DB:Connect", true), true);
  });

  it("has * for any characters and ? for one", () => {
    assert.equal(fitsGlob("db-*/app", "db-1/x/app"), true);
    assert.equal(fitsGlob("db-?", "db-12"), false);
    assert.equal(fitsGlob("*", "a\nb"), true);
  });

  it("for ARNs does not reach from one part into the next", () => {
    assert.equal(fitsArnGlob("arn:aws:rds:*:x", "arn:aws:rds:a:b:x"), false);
    assert.equal(fitsArnGlob("arn:aws:rds:*:*:db:x", "arn:aws:rds:a:b:db:x"), true);
  });
});
