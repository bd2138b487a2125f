import assert from "node:assert/strict";
import { topologyOf } from "../../../reach/topology-of";
import { open, previewOf, stateOf, type Declared } from "../program";

const subnet = (index: number): Declared => ({
  type: "aws:ec2/subnet:Subnet",
  name: `subnet-${index}`,
  id: `subnet-0000000000000000${index}`,
  inputs: { vpcId: "vpc-00000000000000001", cidrBlock: `10.0.${index}.0/24` },
});
const group = "sg-00000000000000001";
const place = (index: number, more: object = {}) => ({
  account: "111122223333",
  region: "eu-west-1",
  vpcId: "vpc-00000000000000001",
  subnetId: `subnet-0000000000000000${index}`,
  securityGroupIds: [group],
  ...more,
});

function placesOf(...declared: readonly Declared[]) {
  const { clients } = topologyOf([stateOf(subnet(1), subnet(2), ...declared)]);
  const found = clients.find(({ urn }) => urn.endsWith("::client"));
  return found === undefined ? undefined : [found.kind, found.places];
}

describe("the clients in a stack", () => {
  const subnets = ["subnet-00000000000000001", "subnet-00000000000000002"];
  const cases: readonly (readonly [string, string, object, string, number, object?])[] = [
    [
      "an instance",
      "aws:ec2/instance:Instance",
      { subnetId: subnets[0], vpcSecurityGroupIds: [group], privateIp: "10.0.1.7" },
      "instance",
      1,
      { sourceIp: "10.0.1.7" },
    ],
    [
      "aws-native's instance",
      "aws-native:ec2:Instance",
      { subnetId: subnets[0], securityGroupIds: [group] },
      "instance",
      1,
    ],
    [
      "a function in a VPC",
      "aws:lambda/function:Function",
      { vpcConfig: { subnetIds: subnets, securityGroupIds: [group] } },
      "function",
      2,
    ],
    [
      "a container service",
      "aws:ecs/service:Service",
      { networkConfiguration: { subnets, securityGroups: [group] } },
      "service",
      2,
    ],
    [
      "aws-native's container service",
      "aws-native:ecs:Service",
      { networkConfiguration: { awsvpcConfiguration: { subnets, securityGroups: [group] } } },
      "service",
      2,
    ],
    [
      "a network interface",
      "aws:ec2/networkInterface:NetworkInterface",
      { subnetId: subnets[0], securityGroups: [group] },
      "network interface",
      1,
    ],
    [
      "aws-native's network interface",
      "aws-native:ec2:NetworkInterface",
      { subnetId: subnets[0], groupSet: [group] },
      "network interface",
      1,
    ],
  ];
  for (const [what, type, inputs, kind, count, more] of cases) {
    it(`are, among others, ${what}, in each of its subnets`, () => {
      const found = placesOf({ type, name: "client", inputs: { ...inputs } });
      assert.deepEqual(found, [kind, [1, 2].slice(0, count).map((index) => place(index, more))]);
    });
  }

  it("are no functions without a VPC, which have no way into one", () => {
    assert.equal(placesOf({ type: "aws:lambda/function:Function", name: "client", inputs: {} }), undefined);
  });

  it("are what an output of the stack describes", () => {
    const { subnetId: _, ...rest } = place(1);
    const client = { accountId: rest.account, ...rest, subnetIds: subnets };
    const stack: Declared = { type: "pulumi:pulumi:Stack", name: "shop-dev", outputs: { client, answer: 42 } };
    const { clients } = topologyOf([stateOf(stack)]);
    assert.deepEqual(
      clients.map(({ kind, id, places }) => [kind, id, places]),
      [["stack output", "client", [place(1), place(2)]]],
    );
  });

  it("before they are made, are where their dependencies will be, as far as these tell", () => {
    const vpc: Declared = { type: "aws:ec2/vpc:Vpc", name: "vpc" };
    const planned = { ...subnet(1), id: undefined, inputs: { vpcId: open }, from: { vpcId: ["vpc"] } };
    const inputs = { subnetId: open, vpcSecurityGroupIds: open };
    const computer = { type: "aws:ec2/instance:Instance", name: "client", inputs, from: { subnetId: ["subnet-1"] } };
    const { id: __, ...later } = planned;
    const { clients } = topologyOf([previewOf(vpc, later, computer)]);
    const found = clients.find(({ kind }) => kind === "instance");
    assert.deepEqual(found?.places, [
      {
        account: "111122223333",
        region: "eu-west-1",
        vpcId: "urn:pulumi:dev::shop::aws:ec2/vpc:Vpc::vpc",
        subnetId: "urn:pulumi:dev::shop::aws:ec2/subnet:Subnet::subnet-1",
        securityGroupIds: [],
      },
    ]);
  });
});
