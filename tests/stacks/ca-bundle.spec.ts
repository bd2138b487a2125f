import * as assert from "node:assert/strict";

import { caBundleUrl } from "../../stacks/ca-bundle";

describe("the certificates to trust", () => {
  it("are those of the Region", () => {
    assert.equal(caBundleUrl("eu-west-1"), "https://truststore.pki.rds.amazonaws.com/eu-west-1/eu-west-1-bundle.pem");
  });

  for (const region of ["us-gov-west-1", "us-gov-east-1"]) {
    it(`are published on one host for both Regions of GovCloud: ${region}`, () => {
      const host = "truststore.pki.us-gov-west-1.rds.amazonaws.com";
      assert.equal(caBundleUrl(region), `https://${host}/${region}/${region}-bundle.pem`);
    });
  }

  for (const region of ["cn-north-1", "cn-northwest-1"]) {
    it(`are in one bucket for both Regions of China: ${region}`, () => {
      const host = "rds-truststore.s3.cn-north-1.amazonaws.com.cn";
      assert.equal(caBundleUrl(region), `https://${host}/${region}/${region}-bundle.pem`);
    });
  }
});
