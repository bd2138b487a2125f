import * as assert from "node:assert/strict";

import { caBundleUrl } from "../../stacks/ca-bundle";

describe("the certificates to trust", () => {
  it("are those of the Region", () => {
    assert.equal(caBundleUrl("eu-west-1"), "https://truststore.pki.rds.amazonaws.com/eu-west-1/eu-west-1-bundle.pem");
  });

  it("are published apart for GovCloud", () => {
    assert.equal(
      caBundleUrl("us-gov-west-1"),
      "https://truststore.pki.us-gov-west-1.rds.amazonaws.com/us-gov-west-1/us-gov-west-1-bundle.pem",
    );
  });
});
