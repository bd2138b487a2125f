import * as assert from "node:assert/strict";

import { caBundleUrl, trustedBundle } from "../../stacks/ca-bundle";

describe("the certificates to trust", () => {
  it("are those of the Region", () => {
    assert.equal(caBundleUrl("eu-west-1"), "https://truststore.pki.rds.amazonaws.com/eu-west-1/eu-west-1-bundle.pem");
  });

  it("are Amazon's own for an RDS Proxy, and RDS's for what is behind it", () => {
    assert.equal(
      trustedBundle("eu-west-1", "prx-0123456789abcdef0"),
      "https://www.amazontrust.com/repository/AmazonRootCA1.pem",
    );
    for (const id of ["db-ABCDEFGHIJKLMNOPQRSTUVWXYZ", "cluster-ABCDEFGHIJKLMNOPQRSTUVWXYZ"]) {
      assert.equal(trustedBundle("eu-west-1", id), caBundleUrl("eu-west-1"));
    }
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
