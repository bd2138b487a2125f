import assert from "node:assert/strict";
import { planned } from "../../resources/planned";
import { Resource } from "../../resources/resource";
import type { StackResourceSource } from "../../resources/stack";
import { unknown, wrapped } from "../policy/judge";

function read(type: string, props: object, inputs?: object): Resource {
  const source: StackResourceSource = {
    type,
    urn: `urn:pulumi:dev::shop::${type}::it`,
    name: "it",
    props: wrapped(props),
    opts: { protect: false, ignoreChanges: [] },
    propertyDependencies: {},
    ...(inputs && { inputs: wrapped(inputs) }),
  };
  return new Resource(planned(source));
}

const database = "aws:rds/instance:Instance";

describe("a resource of a policy run, as a preview file has it", () => {
  it("leaves out what the program does and the provider has yet to fill in", () => {
    const resource = read(database, { engine: "postgres", port: unknown }, { engine: "postgres" });
    assert.ok(resource.get("port").absent);
    assert.ok(resource.output("port").unknown);
    assert.equal(resource.get("engine").text(), "postgres");
  });

  it("keeps what the program gives, known or not", () => {
    const resource = read(database, { port: unknown, kmsKeyId: unknown }, { port: 6033, kmsKeyId: unknown });
    assert.equal(resource.get("port").number(), 6033);
    assert.ok(resource.get("kmsKeyId").unknown);
  });

  it("takes what the provider tells over what the program gives", () => {
    assert.equal(
      read(database, { identifier: "orders-1" }, { identifier: "orders" }).get("identifier").text(),
      "orders-1",
    );
  });

  it("keeps everything where the program's part is not told", () => {
    assert.ok(read(database, { port: unknown }).get("port").unknown);
  });

  it("has the id that AWS has told, of aws-native by the name it has there", () => {
    assert.equal(read("aws:ec2/vpc:Vpc", { id: "vpc-1" }, {}).get("id").text(), "vpc-1");
    assert.ok(read("aws:ec2/vpc:Vpc", { id: unknown }, {}).get("id").absent);
    assert.equal(read("aws-native:ec2:Vpc", { vpcId: "vpc-1" }, {}).get("id").text(), "vpc-1");
    assert.ok(read("aws-native:ec2:Vpc", { vpcId: unknown, defaultSecurityGroup: unknown }, {}).get("id").absent);
  });

  it("takes no name that the program gives for an id", () => {
    const props = { dbInstanceIdentifier: "orders", dbInstanceArn: unknown };
    const resource = read("aws-native:rds:DbInstance", props, { dbInstanceIdentifier: "orders" });
    assert.ok(resource.get("id").absent);
  });
});
