import assert from "node:assert/strict";
import { networkAclKind } from "../../../../../local/services/ec2/entities";
import { surroundings } from "../../../services/surroundings";
import { testServices } from "../../../test-services";
import { Deployment } from "../deployment";

const networkAcl = "aws:ec2/networkAcl:NetworkAcl";
const rule = { ruleNo: 100, action: "allow", protocol: "tcp", fromPort: 5432, toPort: 5432, cidrBlock: "10.0.0.0/28" };

async function program() {
  const services = testServices();
  const { vpc, a, b } = await surroundings(services);
  const inputs = {
    vpcId: vpc.id,
    subnetIds: [a.id],
    ingress: [rule],
    egress: [{ ...rule, protocol: "-1", fromPort: 0, toPort: 0 }],
  };
  return { aws: new Deployment(services), services, inputs, a, b };
}

describe("aws:ec2:NetworkAcl", () => {
  it("changes nothing the second time, and its rules and subnets in place", async () => {
    const { aws, inputs, services, b } = await program();
    const acl = await aws.create(networkAcl, inputs);
    assert.equal(acl.outputs.arn, `arn:aws:ec2:us-east-1:111111111111:network-acl/${acl.id}`);
    await aws.assertSteady(acl, inputs);
    const changed = { ...inputs, subnetIds: [b.id], ingress: [{ ...rule, ruleNo: 110 }] };
    const updated = await aws.update(acl, changed);
    assert.deepEqual(updated.outputs.ingress, [{ ...rule, ruleNo: 110 }]);
    await aws.assertSteady(updated, changed);
    await aws.delete(updated);
    assert.equal(services.store.get(networkAclKind, acl.id), undefined);
  });

  it("says early what cannot be", async () => {
    const { aws, inputs } = await program();
    const wrong = (change: object) => aws.problems(networkAcl, { ...inputs, ingress: [{ ...rule, ...change }] }).join();
    assert.match(wrong({ ruleNo: 32767 }), /ruleNo must be .*32766/);
    assert.match(wrong({ action: "accept" }), /action must be one of "allow", "deny"/);
    assert.match(wrong({ cidrBlock: "10.0.0.1/28" }), /did you mean "10\.0\.0\.0\/28"/);
    assert.match(wrong({ icmpType: 8 }), /does not model property ingress\[0\]\.icmpType/);
  });
});
