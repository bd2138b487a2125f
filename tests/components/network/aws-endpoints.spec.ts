import * as assert from "node:assert/strict";

import { AwsEndpoints, type AwsEndpointsArgs } from "../../../components/network/aws-endpoints";
import { deploy } from "../deploy";

const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
const args: AwsEndpointsArgs = {
  place: { accountId: "111122223333", region: "eu-west-1" },
  vpcId: "vpc-1",
  vpcCidr: "10.0.0.0/16",
  subnetIds: ["subnet-a", "subnet-b"],
  routeTableIds: ["rtb-1", "rtb-2"],
  services: { sts: true, s3: true, kms: false },
};
const made = (change: Partial<AwsEndpointsArgs> = {}) =>
  deploy((opts) => new AwsEndpoints("endpoints", { ...args, ...change }, opts));

describe("AwsEndpoints", () => {
  it("has those that are on, and no others", async () => {
    const { resources } = await made();
    const names = resources.filter(({ type }) => type === ENDPOINT).map(({ name }) => name);
    assert.deepEqual(names.sort(), ["endpoints-s3", "endpoints-sts"]);
  });

  it("reaches an API by the names the SDKs use, in every subnet", async () => {
    const { inputs } = (await made()).find(ENDPOINT, "endpoints-sts");
    assert.equal(inputs.vpcEndpointType, "Interface");
    assert.equal(inputs.serviceName, "com.amazonaws.eu-west-1.sts");
    assert.equal(inputs.privateDnsEnabled, true);
    assert.deepEqual(inputs.subnetIds, args.subnetIds);
    assert.deepEqual(inputs.securityGroupIds, ["endpoints-security-group-id"]);
  });

  it("reaches S3 by routes", async () => {
    const { inputs } = (await made()).find(ENDPOINT, "endpoints-s3");
    assert.equal(inputs.vpcEndpointType, "Gateway");
    assert.deepEqual(inputs.routeTableIds, args.routeTableIds);
    assert.deepEqual(
      [inputs.subnetIds, inputs.securityGroupIds, inputs.privateDnsEnabled],
      [undefined, undefined, undefined],
    );
  });

  it("admits the VPC's range on port 443 and nothing else", async () => {
    const { find, resources } = await made();
    const rules = resources.filter(({ type }) => /Rule:/.test(type));
    assert.deepEqual(
      rules.map(({ inputs }) => inputs),
      [
        {
          securityGroupId: "endpoints-security-group-id",
          ipProtocol: "tcp",
          fromPort: 443,
          toPort: 443,
          cidrIpv4: "10.0.0.0/16",
          description: "AWS APIs from this VPC",
        },
      ],
    );
    const group = find("aws:ec2/securityGroup:SecurityGroup");
    assert.deepEqual([group.inputs.ingress, group.inputs.egress], [undefined, undefined]);
  });

  it("lets callers of its own account through alone", async () => {
    for (const name of ["endpoints-sts", "endpoints-s3"]) {
      const { inputs } = (await made()).find(ENDPOINT, name);
      assert.deepEqual(JSON.parse(inputs.policy).Statement, [
        {
          Effect: "Allow",
          Principal: "*",
          Action: "*",
          Resource: "*",
          Condition: { StringEquals: { "aws:PrincipalAccount": "111122223333" } },
        },
      ]);
    }
  });

  it("describes its groups and rules in letters that EC2 takes", async () => {
    const { resources } = await made();
    const texts = resources.flatMap(({ inputs }) => inputs.description ?? []);
    assert.equal(texts.length, 2);
    for (const text of texts) assert.match(text, /^[a-zA-Z0-9 ._:/()#,@[\]+=&;{}!$*-]{1,255}$/);
  });

  it("needs no security group for S3 alone", async () => {
    const { resources } = await made({ services: { s3: true } });
    assert.deepEqual(
      resources.filter(({ type }) => /securityGroup/i.test(type)),
      [],
    );
  });

  it("is refused in China, where endpoints have other names", async () => {
    const place = { accountId: "111122223333", region: "cn-north-1" };
    await assert.rejects(made({ place }), /AwsEndpoints "endpoints": services must be none in cn-north-1/);
    await made({ place, services: {} });
  });
});
