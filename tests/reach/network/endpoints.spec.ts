import assert from "node:assert/strict";
import { topologyOf } from "../../../reach/topology-of";
import { isUnknown } from "../../../reachability/maybe";
import { open, previewOf, stateOf, type Declared } from "../program";

const vpc: Declared = {
  type: "aws:ec2/vpc:Vpc",
  name: "vpc",
  id: "vpc-00000000000000001",
  outputs: { defaultSecurityGroupId: "sg-00000000000000009" },
};
const configuration = "arn:aws:vpc-lattice:eu-west-1:111122223333:resourceconfiguration/rcfg-00000000000000001";
const endpoint: Declared = {
  type: "aws:ec2/vpcEndpoint:VpcEndpoint",
  name: "endpoint",
  id: "vpce-00000000000000001",
  inputs: {
    vpcId: "vpc-00000000000000001",
    vpcEndpointType: "Resource",
    resourceConfigurationArn: configuration,
    subnetIds: ["subnet-00000000000000001"],
    securityGroupIds: ["sg-00000000000000001"],
  },
  outputs: { state: "available" },
};
const endpointsOf = (...declared: readonly Declared[]) => topologyOf([stateOf(...declared)]).topology.endpoints;
const withInputs = (change: object): Declared => ({ ...endpoint, inputs: { ...endpoint.inputs, ...change } });

describe("the endpoints of a topology", () => {
  it("lead to a resource configuration or into a service network, whatever package makes them", () => {
    const expected = {
      id: "vpce-00000000000000001",
      account: "111122223333",
      vpcId: "vpc-00000000000000001",
      subnetIds: ["subnet-00000000000000001"],
      securityGroupIds: ["sg-00000000000000001"],
      target: { configurationId: "rcfg-00000000000000001" },
      active: true,
      privateDns: { enabled: false },
      established: true,
    };
    for (const type of ["aws:ec2/vpcEndpoint:VpcEndpoint", "aws-native:ec2:VpcEndpoint"]) {
      assert.deepEqual(endpointsOf(vpc, { ...endpoint, type }), [expected]);
    }
    const serviceNetworkArn = configuration.replace(/resourceconfiguration.*/, "servicenetwork/sn-00000000000000001");
    const toNetwork = withInputs({ resourceConfigurationArn: undefined, serviceNetworkArn });
    assert.deepEqual(endpointsOf(vpc, toNetwork)[0]?.target, { networkId: "sn-00000000000000001" });
  });

  it("are not those to a service of AWS", () => {
    const inputs = { vpcId: vpc.id, serviceName: "com.amazonaws.eu-west-1.s3" };
    assert.deepEqual(endpointsOf(vpc, { ...endpoint, inputs }), []);
  });

  it("carry their VPC's default group where the program names none", () => {
    const found = endpointsOf(vpc, withInputs({ securityGroupIds: undefined }))[0];
    assert.deepEqual(found?.securityGroupIds, ["sg-00000000000000009"]);
  });

  it("are not working when AWS said so last", () => {
    assert.equal(endpointsOf(vpc, { ...endpoint, outputs: { state: "rejected" } })[0]?.active, false);
    assert.ok(isUnknown(endpointsOf(vpc, { ...endpoint, outputs: { state: "pending" } })[0]?.active));
  });

  it("before they are made, follow the dependencies and are no old ones", () => {
    const shared: Declared = { type: "aws:vpclattice/resourceConfiguration:ResourceConfiguration", name: "shared" };
    const { id: _, ...planned } = withInputs({ resourceConfigurationArn: open });
    const { endpoints, configurations } = topologyOf([
      previewOf(vpc, shared, { ...planned, from: { resourceConfigurationArn: ["shared"] } }),
    ]).topology;
    assert.deepEqual(endpoints[0]?.target, { configurationId: configurations[0]?.id });
    assert.equal(endpoints[0].established, false);
  });
});
