import assert from "node:assert/strict";
import { sourceFromPreview, sourceFromState } from "../../../reach/source";
import { topologyOf } from "../../../reach/topology-of";
import type { Topology } from "../../../reachability/topology";
import { previewText, verdictOn } from "../recorded-stacks";

const urn = (type: string, name: string) => `urn:pulumi:dev::shop::${type}::${name}`;
const provider = (type: string, name: string, inputs: object) => ({
  urn: urn(`pulumi:providers:${type}`, name),
  type: `pulumi:providers:${type}`,
  id: "made",
  inputs,
});
const vpcOf = (of: string, name: string, more: object = {}) => ({
  urn: urn("aws:ec2/vpc:Vpc", name),
  type: "aws:ec2/vpc:Vpc",
  id: `vpc-0000000000000000${name}`,
  provider: `${urn("pulumi:providers:aws", of)}::made`,
  ...more,
});

function topology(...resources: readonly object[]): Topology {
  return topologyOf([sourceFromState(JSON.stringify({ version: 3, deployment: { resources } }), "dev")]).topology;
}

describe("the account and the Region of a resource", () => {
  it("are those it tells itself, before those of its provider: another account may share it", () => {
    const resources = [
      provider("aws", "eu", { region: "eu-west-1", allowedAccountIds: '["111122223333"]' }),
      vpcOf("eu", "1"),
      vpcOf("eu", "2", { external: true, outputs: { ownerId: "444455556666", region: "eu-central-1" } }),
    ];
    const { vpcs, complete } = topology(...resources);
    assert.deepEqual(
      vpcs.map(({ account, region }) => [account, region]),
      [
        ["111122223333", "eu-west-1"],
        ["444455556666", "eu-central-1"],
      ],
    );
    assert.deepEqual(complete, ["111122223333"]);
  });

  it("are those of the role that the provider takes on", () => {
    const assumeRoles = JSON.stringify([{ roleArn: "arn:aws:iam::444455556666:role/deploy" }]);
    const { vpcs } = topology(provider("aws", "other", { region: "eu-west-1", assumeRoles }), vpcOf("other", "1"));
    assert.equal(vpcs[0]?.account, "444455556666");
  });

  it("are those that the provider's other resources tell", () => {
    const arn = "arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-00000000000000001";
    const { vpcs, complete } = topology(
      provider("aws", "default_7_48_0", {}),
      vpcOf("default_7_48_0", "1", { outputs: { arn } }),
      vpcOf("default_7_48_0", "2"),
    );
    assert.deepEqual([vpcs[1]?.account, vpcs[1]?.region], ["111122223333", "eu-west-1"]);
    assert.deepEqual(complete, ["111122223333"]);
  });

  it("are not known where nothing says them, and then nothing is taken for complete", () => {
    const step = {
      op: "create",
      urn: urn("aws:ec2/vpc:Vpc", "1"),
      newState: { ...vpcOf("default", "1"), id: undefined },
    };
    const known = { config: { "aws:region": "eu-west-1" }, steps: [step] };
    const { vpcs, complete } = topologyOf([sourceFromPreview(JSON.stringify(known), "dev")]).topology;
    assert.deepEqual([vpcs[0]?.account, vpcs[0]?.region], ["(not known of stack dev)", "eu-west-1"]);
    assert.deepEqual(complete, []);
  });

  it("keep nothing out and let nothing in by a Region that is not known", () => {
    const read = (stack: "producer" | "consumer", config: object) => {
      const file = JSON.parse(previewText(stack), (key, value: unknown) =>
        key === "region" ? undefined : value,
      ) as object;
      const text = JSON.stringify({ ...file, config });
      return sourceFromPreview(text, stack);
    };
    const accounts = { producer: "111122223333", consumer: "444455556666" };
    const configOf = (stack: "producer" | "consumer") => ({ "aws:allowedAccountIds": `["${accounts[stack]}"]` });
    const producer = read("producer", { ...configOf("producer"), "aws:region": "eu-west-1" });
    for (const producers of [producer, read("producer", configOf("producer"))]) {
      const reading = topologyOf([producers, read("consumer", configOf("consumer"))]);
      const { verdict, headline } = verdictOn(reading);
      assert.deepEqual([verdict, headline?.code], ["unknown", "database-available"]);
    }
  });
});
