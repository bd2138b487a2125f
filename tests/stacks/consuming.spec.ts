import * as assert from "node:assert/strict";

import { stackValues } from "./stack-file";
import type { Deployment } from "../components/deploy";
import { invokeError, up, type Outputs } from "./up";

const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
const LIST = "aws:vpc/getEndpointAssociations:getEndpointAssociations";
const LOOK = "aws:vpclattice/getServiceNetwork:getServiceNetwork";
const ID = "sn-0123456789abcdef0";
const arnIn = (region: string, account: string) => `arn:aws:vpc-lattice:${region}:${account}:servicenetwork/${ID}`;
const OWN = arnIn("eu-west-1", "444455556666");

describe("a consumer's way to its databases", () => {
  let producer: Outputs;
  before(async () => {
    ({ outputs: producer } = await up(stackValues("producer")));
  });

  const consumer = (change: Readonly<Record<string, unknown>>, calls = {}) => {
    const settings = Object.entries(change).map(([key, value]) => [`lattice-db:${key}`, value] as const);
    const answers = { [LIST]: () => ({ associations: [] }), ...calls };
    return up(stackValues("consumer", Object.fromEntries(settings)), producer, undefined, undefined, answers);
  };
  const keysOf = ({ outputs }: Deployment<Outputs>) => [
    Object.keys(outputs),
    Object.keys(outputs["databases"].orders),
    Object.keys(outputs["client"]),
  ];

  it("hands out the same by each way", async () => {
    const usual = await consumer({});
    for (const consume of ["service-network-endpoint", "resource-endpoint"]) {
      assert.deepEqual(keysOf(await consumer({ consume })), keysOf(usual), consume);
    }
  });

  it("is the VPC's association where nothing else is said, with the inputs of releases that knew no other", async () => {
    const { urns, find } = await consumer({});
    assert.deepEqual((await consumer({ consume: "association", privateDns: true })).urns, urns);
    const { inputs } = find("lattice-db:index:DatabaseAccess");
    assert.ok(!["endpoints", "privateDns", "serviceNetwork"].some((key) => key in inputs));
  });

  it("says with which command the names of endpoints are listed", async () => {
    const { outputs } = await consumer({ consume: "resource-endpoint" });
    assert.equal(
      outputs["latticeNamesCommand"],
      "aws ec2 describe-vpc-endpoint-associations --region eu-west-1 --vpc-endpoint-ids databases-orders-endpoint-id " +
        '--output table --query "VpcEndpointAssociations[].[AssociatedResourceArn,DnsEntry.DnsName,PrivateDnsEntry.DnsName]"',
    );
  });

  it("has endpoints in all zones, or in those that are named", async () => {
    const subnetsOf = async (change: object) =>
      (await consumer({ consume: "resource-endpoint", ...change })).find(ENDPOINT).inputs.subnetIds;
    assert.deepEqual(await subnetsOf({}), ["network-client-a-id", "network-client-b-id"]);
    assert.deepEqual(await subnetsOf({ endpointZones: ["b"] }), ["network-client-b-id"]);
  });

  it("goes by a service network that is there, by its id or ARN, and makes none", async () => {
    for (const serviceNetwork of [ID, OWN]) {
      const { find, resources } = await consumer({ serviceNetwork }, { [LOOK]: () => ({ id: ID, arn: OWN }) });
      const { inputs } = find("aws:vpclattice/serviceNetworkVpcAssociation:ServiceNetworkVpcAssociation");
      assert.equal(inputs.serviceNetworkIdentifier, ID);
      assert.ok(!resources.some(({ type }) => type === "aws-native:vpclattice:ServiceNetwork"));
    }
  });

  const small = { client: { a: "10.1.0.0/28", b: "10.1.0.64/26" } };
  const refusals: Readonly<Record<string, readonly [change: object, text: RegExp]>> = {
    "a way there is not": [
      { consume: "peering" },
      /consume must be association, service-network-endpoint, resource-endpoint, got "peering"/,
    ],
    "zones of endpoints where there are none": [
      { endpointZones: ["a"] },
      /endpointZones must be left out with consume association.*\n.*config rm --path 'lattice-db:endpointZones'/,
    ],
    "a zone without client subnet": [
      { consume: "resource-endpoint", endpointZones: ["c"] },
      /endpointZones\[0\] must be a zone of subnets\.client \(a, b\), got "c"/,
    ],
    "a zone named twice": [
      { consume: "resource-endpoint", endpointZones: ["a", "a"] },
      /endpointZones\[1\] must name each zone once, got "a" again/,
    ],
    "subnets without room for an endpoint to a service network": [
      { consume: "service-network-endpoint", subnets: small },
      /subnets\.client\.a must be \/27 or larger with consume service-network-endpoint, .*got 10\.1\.0\.0\/28/,
    ],
    "a service network beside endpoints that need none": [
      { consume: "resource-endpoint", serviceNetwork: ID },
      /serviceNetwork must be left out with consume resource-endpoint/,
    ],
    "what is no service network": [{ serviceNetwork: "sn-1" }, /serviceNetwork must be the id or ARN .*got "sn-1"/],
    "a service network of another account": [
      { serviceNetwork: arnIn("eu-west-1", "111122223333") },
      /serviceNetwork must be a service network of account 444455556666, got one of 111122223333/,
    ],
    "a service network of another Region": [
      { serviceNetwork: arnIn("eu-west-2", "444455556666") },
      /serviceNetwork must be in eu-west-1/,
    ],
  };
  for (const [what, [change, text]] of Object.entries(refusals)) {
    it(`refuses ${what}`, async () => {
      await assert.rejects(consumer({ ...change }), text);
    });
  }

  it("takes small subnets in zones without endpoint", async () => {
    const change = { consume: "service-network-endpoint", subnets: small, endpointZones: ["b"] };
    assert.deepEqual((await consumer(change)).find(ENDPOINT).inputs.subnetIds, ["network-client-b-id"]);
  });

  it("refuses a service network that is not there, or that another account only shares", async () => {
    const gone = () => {
      throw invokeError("couldn't find resource");
    };
    await assert.rejects(
      consumer({ serviceNetwork: ID }, { [LOOK]: gone }),
      /serviceNetwork must be a service network of account 444455556666 in eu-west-1, got "sn-.*" \(couldn't find resource\)/,
    );
    const foreign = () => ({ id: ID, arn: arnIn("eu-west-1", "111122223333") });
    await assert.rejects(consumer({ serviceNetwork: ID }, { [LOOK]: foreign }), /, which is arn:aws:.*:111122223333:/);
  });
});
