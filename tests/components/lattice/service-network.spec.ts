import * as assert from "node:assert/strict";

import { ServiceNetwork } from "../../../components/lattice/service-network";
import { deploy } from "../deploy";

const args = { logKeyArn: "arn:aws:kms:eu-west-1:444455556666:key/logs" };

describe("a ServiceNetwork", () => {
  it("denies Lattice services and is not to be shared", async () => {
    const { find } = await deploy(() => new ServiceNetwork("access", args));
    assert.deepEqual(find("aws-native:vpclattice:ServiceNetwork").inputs, {
      authType: "AWS_IAM",
      sharingConfig: { enabled: false },
    });
  });

  it("can be made to be shared", async () => {
    const { find } = await deploy(() => new ServiceNetwork("access", { ...args, shareable: true }));
    assert.deepEqual(find("aws-native:vpclattice:ServiceNetwork").inputs.sharingConfig, { enabled: true });
  });

  it("logs database connections, encrypted, for a year", async () => {
    const { find } = await deploy(() => new ServiceNetwork("access", args));
    assert.deepEqual(find("aws:vpclattice/accessLogSubscription:AccessLogSubscription").inputs, {
      resourceIdentifier: "sn-0123456789abcdef0",
      destinationArn: "arn:aws:mock:eu-west-1:111122223333:access-access-logs",
      serviceNetworkLogType: "RESOURCE",
    });
    assert.deepEqual(find("aws:cloudwatch/logGroup:LogGroup").inputs, {
      retentionInDays: 365,
      kmsKeyId: args.logKeyArn,
    });
  });

  it("refuses a log retention that does not exist", async () => {
    await assert.rejects(
      deploy(() => new ServiceNetwork("access", { ...args, logRetentionDays: 0 })),
      /^Error: ServiceNetwork "access": logRetentionDays must be one of 1, .*, 3653, got 0$/,
    );
  });
});
