import assert from "node:assert/strict";
import { awsProvider } from "../../../../local/providers/aws/provider";
import { Operations } from "../../../../local/providers/framework/operations";
import type { Properties } from "../../../../local/providers/resource-type";
import { serviceNetworkKind } from "../../../../local/services/vpc-lattice/entities";
import { testServices } from "../../test-services";

const type = "aws:vpclattice/serviceNetwork:ServiceNetwork";
const scope = { account: "111111111111", region: "us-east-1", defaultTags: { owner: "platform", stage: "dev" } };
const about = { provider: "aws", scope, urn: "urn:orders", type, name: "orders" };

describe("what every resource of the aws provider has", () => {
  const services = testServices();
  const operations = new Operations(awsProvider, services);
  const check = (news: Properties): Properties =>
    operations.check({ ...about, olds: {}, news, randomSeed: "5eed" }).inputs;

  it("is the provider's default tags, under its own", () => {
    assert.deepEqual(check({ name: "orders", tags: { stage: "prod", team: "a" } }).tags, {
      owner: "platform",
      stage: "prod",
      team: "a",
    });
  });

  it("is tagsAll and the Region, known in a preview already", async () => {
    const inputs = check({ name: "orders" });
    const { properties } = await operations.create({ ...about, inputs, preview: true });
    assert.deepEqual([properties.tagsAll, properties.region], [scope.defaultTags, "us-east-1"]);
  });

  it("is a Region of its own, where it is then made, read, changed and deleted", async () => {
    const inputs = check({ name: "orders", region: "eu-west-1" });
    const { id, properties } = await operations.create({ ...about, inputs, preview: false });
    assert.equal(services.store.get(serviceNetworkKind, id)?.region, "eu-west-1");
    assert.match(String(properties.arn), /^arn:aws:vpc-lattice:eu-west-1:/);
    const changed = { ...inputs, authType: "AWS_IAM" };
    await operations.update({ ...about, id, oldOutputs: properties, news: changed, preview: false });
    const read = await operations.read({ ...about, id, inputs, properties });
    assert.deepEqual([read.properties.region, read.properties.authType], ["eu-west-1", "AWS_IAM"]);
    await operations.delete({ ...about, id, properties });
    assert.equal(services.store.get(serviceNetworkKind, id), undefined);
  });

  it("moves to another Region by replacement only", () => {
    const { differences } = operations.diff({
      ...about,
      id: "sn-1",
      oldInputs: { name: "a", region: "us-east-1" },
      oldOutputs: {},
      news: { name: "a", region: "eu-west-1" },
    });
    assert.deepEqual(
      differences.map(({ path, replaces }) => [path, replaces]),
      [["region", true]],
    );
  });
});
