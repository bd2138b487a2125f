import assert from "node:assert/strict";
import { Stack, type StackResourceSource } from "../../resources/stack";
import { unknown, wrapped } from "../policy/judge";

const vpc = "aws:ec2/vpc:Vpc";
const subnet = "aws:ec2/subnet:Subnet";
const group = "aws:rds/subnetGroup:SubnetGroup";

function resource(
  type: string,
  name: string,
  props: object,
  dependsOn: Record<string, string[]> = {},
): StackResourceSource {
  const dependencies = Object.entries(dependsOn).map(([property, names]) => {
    return [property, names.map((each) => ({ urn: each }))] as const;
  });
  return {
    type,
    name,
    urn: name,
    props: wrapped(props),
    opts: { protect: false, ignoreChanges: [] },
    propertyDependencies: Object.fromEntries(dependencies),
  };
}

function follow(subnetIds: unknown, dependsOn: string[], ...others: StackResourceSource[]) {
  const stack = new Stack([...others, resource(group, "group", { subnetIds }, { subnetIds: dependsOn })]);
  const [from] = stack.ofType(group);
  assert.ok(from);
  const { resources, foreign, certain } = stack.follow(from, from.get("subnetIds"), subnet, "aws-native:ec2:Subnet");
  return { resources: resources.map(({ name }) => name), foreign, certain, noted: [...from.unknowns] };
}

const a = resource(subnet, "a", { id: "subnet-1" });
const b = resource("aws-native:ec2:Subnet", "b", { subnetId: "subnet-2", vpcId: "vpc-1" });
const net = resource(vpc, "net", { id: "vpc-1" });

describe("following a property", () => {
  it("finds resources by their known identities, of the types wanted", () => {
    assert.deepEqual(follow(["subnet-2", "subnet-1", "subnet-2"], [], a, b, net), {
      resources: ["b", "a"],
      foreign: [],
      certain: true,
      noted: [],
    });
  });

  it("tells values that name nothing here", () => {
    assert.deepEqual(follow(["subnet-1", "subnet-9", "vpc-1"], [], a, net), {
      resources: ["a"],
      foreign: ["subnet-9", "vpc-1"],
      certain: true,
      noted: [],
    });
  });

  it("follows the dependencies of unknown elements, each of which is taken", () => {
    assert.deepEqual(follow([unknown, unknown], ["a", "b", "net"], a, b, net), {
      resources: ["a", "b"],
      foreign: [],
      certain: true,
      noted: [],
    });
  });

  it("counts what a known element took", () => {
    assert.deepEqual(follow(["subnet-1", unknown], ["a", "b"], a, b).resources, ["a", "b"]);
    assert.equal(follow(["subnet-1", unknown], ["a", "b"], a, b).certain, true);
  });

  it("has an order of its own, whatever order the engine recorded a set of dependencies in", () => {
    assert.deepEqual(follow(unknown, ["b", "a"], a, b).resources, ["a", "b"]);
    assert.deepEqual(follow([unknown, unknown], ["net", "b", "a"], b, net, a).resources, ["a", "b"]);
  });

  it("takes every dependency of an unknown list", () => {
    assert.deepEqual(follow(unknown, ["a", "b"], a, b), {
      resources: ["a", "b"],
      foreign: [],
      certain: true,
      noted: [],
    });
  });

  it("is not certain, and notes why, where more or fewer resources come into question", () => {
    assert.deepEqual(follow([unknown], ["a", "b"], a, b), {
      resources: ["a", "b"],
      foreign: [],
      certain: false,
      noted: ["subnetIds[0]"],
    });
    assert.deepEqual(follow([unknown], [], a), { resources: [], foreign: [], certain: false, noted: ["subnetIds[0]"] });
    assert.deepEqual(follow(unknown, ["net", "gone"], net), {
      resources: [],
      foreign: [],
      certain: false,
      noted: ["subnetIds"],
    });
  });

  it("finds nothing where nothing is given", () => {
    assert.deepEqual(follow(undefined, ["a"], a), { resources: [], foreign: [], certain: true, noted: [] });
    assert.deepEqual(follow([null], ["a"], a), { resources: [], foreign: [], certain: true, noted: [] });
  });

  it("does not choose between two candidates for a single value", () => {
    const stack = new Stack([
      net,
      resource(vpc, "other", {}),
      resource(subnet, "a", { vpcId: unknown }, { vpcId: ["net", "other"] }),
    ]);
    const [from] = stack.ofType(subnet);
    assert.ok(from);
    assert.equal(stack.follow(from, from.get("vpcId"), vpc).certain, false);
  });
});

describe("a stack", () => {
  it("finds who names a resource, by value and by dependency", () => {
    const stack = new Stack([
      net,
      resource(vpc, "other", { id: "vpc-2" }),
      resource(subnet, "a", { vpcId: "vpc-1" }),
      resource(subnet, "b", { vpcId: unknown }, { vpcId: ["net"] }),
      resource(subnet, "c", { vpcId: "vpc-2" }),
      resource(subnet, "d", { vpcId: unknown }),
    ]);
    const [target] = stack.ofType(vpc);
    assert.ok(target);
    assert.deepEqual(
      stack.referrers(target, "vpcId", subnet).map(({ name }) => name),
      ["a", "b"],
    );
  });

  it("lists resources by type, in the order of the types", () => {
    const stack = new Stack([a, net, b]);
    assert.deepEqual(
      stack.ofType("aws-native:ec2:Subnet", vpc, group).map(({ name }) => name),
      ["b", "net"],
    );
  });

  it("tells what a property was made from", () => {
    const stack = new Stack([a, net, resource(group, "group", {}, { subnetIds: ["a", "net", "gone"] })]);
    const [from] = stack.ofType(group);
    assert.ok(from);
    assert.deepEqual(
      stack.made(from, "subnetIds").map(({ name }) => name),
      ["a", "net"],
    );
    assert.deepEqual(
      stack.dependencies(from, "subnetIds", vpc).map(({ name }) => name),
      ["net"],
    );
    assert.deepEqual(stack.made(from, "name"), []);
  });
});
