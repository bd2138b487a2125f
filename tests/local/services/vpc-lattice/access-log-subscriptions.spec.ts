import assert from "node:assert/strict";
import { createLogGroup, logGroupArn } from "../../../../local/services/logs/log-group";
import type { Services } from "../../../../local/services/services";
import {
  createAccessLogSubscription,
  deleteAccessLogSubscription,
  type CreateAccessLogSubscriptionRequest,
} from "../../../../local/services/vpc-lattice/access-log-subscriptions";
import { consumer, owner, testServices } from "../../test-services";
import { refused } from "../refused";
import { network, producer } from "./producer";

describe("an access log subscription", () => {
  let services: Services;
  let networkId: string;
  const destinationArn = logGroupArn(owner, "lattice");
  beforeEach(async () => {
    services = testServices();
    networkId = (await network(services, owner)).id;
    const settings = { deletionProtectionEnabled: false, tags: {} };
    await createLogGroup(services, owner, { logGroupName: "lattice", logGroupClass: "STANDARD", ...settings });
  });
  const subscribe = (changes: Partial<CreateAccessLogSubscriptionRequest> = {}, caller = owner) =>
    createAccessLogSubscription(services, caller, {
      resourceIdentifier: networkId,
      destinationArn,
      tags: {},
      ...changes,
    });

  it("of a service network is about services, unless it says RESOURCE", async () => {
    assert.equal((await subscribe()).data.serviceNetworkLogType, "SERVICE");
    assert.equal((await subscribe({ serviceNetworkLogType: "RESOURCE" })).data.serviceNetworkLogType, "RESOURCE");
  });

  it("exists once for each type of log", async () => {
    const { id } = await subscribe({ serviceNetworkLogType: "RESOURCE" });
    await refused(subscribe({ serviceNetworkLogType: "RESOURCE" }), "ConflictException", new RegExp(id));
    await deleteAccessLogSubscription(services, owner, id);
    await subscribe({ serviceNetworkLogType: "RESOURCE" });
  });

  it("of a resource configuration has no log type", async () => {
    const { configuration } = await producer(services);
    const resourceIdentifier = configuration.arn;
    await refused(subscribe({ resourceIdentifier, serviceNetworkLogType: "RESOURCE" }), "ValidationException");
    const { data } = await subscribe({ resourceIdentifier });
    assert.deepEqual([data.resourceArn, data.serviceNetworkLogType], [configuration.arn, undefined]);
  });

  it("needs an existing log group, with or without the trailing asterisk of its ARN", async () => {
    await refused(
      subscribe({ destinationArn: logGroupArn(owner, "nothing") }),
      "ResourceNotFoundException",
      /Log group/,
    );
    await subscribe({ destinationArn: `${destinationArn}:*` });
  });

  it("to a bucket is not modelled, and says so", async () => {
    await assert.rejects(
      subscribe({ destinationArn: "arn:aws:s3:::logs" }),
      /does not model access logs to arn:aws:s3:::logs: use a CloudWatch log group/,
    );
  });

  it("is for one's own network or configuration", async () => {
    await refused(subscribe({}, consumer), "ResourceNotFoundException");
  });
});
