import * as assert from "node:assert/strict";

import { readConfig } from "../../stacks/config";
import { consumer } from "../../stacks/consumer";
import { producer } from "../../stacks/producer";
import { deploy } from "../components/deploy";

const producerValues = {
  "aws:region": "eu-west-1",
  "aws:allowedAccountIds": '["111122223333"]',
  "lattice-db:role": "producer",
  "lattice-db:vpcCidr": "10.0.0.0/16",
  "lattice-db:subnets": JSON.stringify({
    database: { a: "10.0.0.0/26", b: "10.0.0.64/26" },
    gateway: { a: "10.0.1.0/26", b: "10.0.1.64/26" },
  }),
  "lattice-db:databases": JSON.stringify({
    orders: { engine: "postgres", engineVersion: "17", sharedWith: ["444455556666"] },
  }),
  "lattice-db:acceptShares": "false",
};
const consumerValues = {
  "aws:region": "eu-west-1",
  "aws:allowedAccountIds": '["444455556666"]',
  "lattice-db:role": "consumer",
  "lattice-db:vpcCidr": "10.1.0.0/16",
  "lattice-db:subnets": JSON.stringify({ client: { a: "10.1.0.0/26", b: "10.1.0.64/26" } }),
  "lattice-db:producerStack": "producer",
  "lattice-db:ipv4AddressesPerEni": "8",
};

describe("the two stacks", () => {
  it("hand a database from the producer to the consumer", async () => {
    const owner = readConfig("producer", producerValues);
    assert.equal(owner.role, "producer");
    const made = await deploy(() => producer(owner));
    const user = readConfig("consumer", consumerValues);
    assert.equal(user.role, "consumer");
    const used = await deploy(() => consumer(user), {
      "pulumi:pulumi:readStackOutputs": { name: "producer", outputs: made.outputs },
    });
    assert.equal(used.outputs.databases["orders"]?.dnsName, "access-orders.vpc-lattice-rsc.eu-west-1.on.aws");
    assert.equal(used.outputs.client.accountId, "444455556666");
  });
});
