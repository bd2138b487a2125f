import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { isDeepStrictEqual } from "node:util";

import { subnetGroup } from "../../local/providers/aws/rds/subnet-group";
import type { Calls, Deployment } from "../components/deploy";
import { awsKnows, NETWORK } from "./existing-network";
import { paste, type StackConfig } from "./paste";
import { engineValues, stackConfig, withDefaults } from "./stack-file";
import { up, type Outputs } from "./up";

const ZONES = {
  names: ["eu-west-1a", "eu-west-1b", "eu-west-1c"],
  zoneIds: ["euw1-az1", "euw1-az2", "euw1-az3"],
};
const TWO = {
  database: { a: "10.0.0.0/26", b: "10.0.0.64/26" },
  gateway: { a: "10.0.1.0/26", b: "10.0.1.64/26" },
};
const THREE = {
  database: { ...TWO.database, c: "10.0.0.128/26" },
  gateway: { ...TWO.gateway, c: "10.0.1.128/26" },
};
const DATABASES = { orders: { engine: "postgres", engineVersion: "17", sharedWith: ["444455556666"], proxy: {} } };

/** The committed producer with a proxy, in these subnets. */
const config = (subnets: object): StackConfig => ({
  ...stackConfig("producer"),
  "lattice-db:subnets": subnets,
  "lattice-db:databases": DATABASES,
});

/** AWS's answers on the subnets that a stack of two zones has made. */
const aws: Calls = {
  "aws:ec2/getSubnet:getSubnet": ({ id }) => {
    const [, role = "", zone = ""] = /^network-(database|gateway)-([ab])-id$/.exec(String(id)) ?? [];
    const subnets: Readonly<Record<string, Readonly<Record<string, string>>>> = TWO;
    const cidrBlock = subnets[role]?.[zone];
    if (cidrBlock === undefined) throw new Error(`no subnet ${String(id)}`);
    return { id, availabilityZone: `eu-west-1${zone}`, cidrBlock, ipv6CidrBlock: "" };
  },
};

const deployed = (values: StackConfig, before?: object, answers: Calls = aws) =>
  up(engineValues(withDefaults(values)), undefined, ZONES, before, answers);

describe("a zone more", () => {
  let old: Deployment<Outputs>;
  before(async () => {
    old = await deployed(config(TWO));
  });

  it("is used by everything of a new producer", async () => {
    const { find } = await deployed(config(THREE));
    const of = (role: string) => ["a", "b", "c"].map((zone) => `network-${role}-${zone}-id`);
    assert.deepEqual(find("aws:vpclattice/resourceGateway:ResourceGateway").inputs.subnetIds, of("gateway"));
    assert.deepEqual(find("aws:rds/subnetGroup:SubnetGroup").inputs.subnetIds, of("database"));
    assert.deepEqual(find("aws:rds/proxy:Proxy").inputs.vpcSubnetIds, of("database"));
  });

  it("changes, in a producer that is there, only its own resources, and replaces none", async () => {
    const now = await deployed(config(THREE), old.outputs);
    const own = /network-(database|gateway)-c(-routes)?$/;
    assert.deepEqual(
      now.urns.filter((urn) => !old.urns.includes(urn)).map((urn) => own.test(urn)),
      [true, true, true, true],
    );
    assert.deepEqual(
      old.urns.filter((urn) => !now.urns.includes(urn)),
      [],
    );
    const changed = old.resources.flatMap(({ type, name, inputs }) =>
      Object.keys(inputs).flatMap((key) =>
        isDeepStrictEqual(inputs[key], now.find(type, name).inputs[key]) ? [] : [`${type} ${key}`],
      ),
    );
    // Components have no state at AWS.
    const atAws = changed.filter((one) => one.startsWith("aws:"));
    assert.deepEqual(atAws, ["aws:rds/subnetGroup:SubnetGroup subnetIds"]);
    assert.notEqual(subnetGroup.fields["subnetIds"]?.replaces, true);
  });

  it("leaves gateway and proxies where they stand the next time, too", async () => {
    const then = await deployed(config(THREE), old.outputs);
    const again = await deployed(config(THREE), then.outputs);
    const gateway = "aws:vpclattice/resourceGateway:ResourceGateway";
    assert.deepEqual(again.find(gateway).inputs, old.find(gateway).inputs);
    assert.deepEqual(again.find("aws:rds/proxy:Proxy").inputs, old.find("aws:rds/proxy:Proxy").inputs);
  });

  it("changes nothing else of a consumer", async () => {
    const clients = (zones: object) =>
      up(
        engineValues(withDefaults({ ...stackConfig("consumer"), "lattice-db:subnets": { client: zones } })),
        old.outputs,
        ZONES,
      );
    const two = { a: "10.1.0.0/26", b: "10.1.0.64/26" };
    const [before, now] = [await clients(two), await clients({ ...two, c: "10.1.0.128/26" })];
    const added = now.urns.filter((urn) => !before.urns.includes(urn)).map((urn) => urn.split("::").at(-1));
    assert.deepEqual(added, ["network-client-c-routes", "network-client-c"]);
    for (const { type, name, inputs } of before.resources) {
      if (type.startsWith("aws")) assert.deepEqual(now.find(type, name).inputs, inputs, name);
    }
  });
});

describe("a subnet in which something stands that AWS does not move", () => {
  let then: object;
  let inNetwork: object;
  before(async () => {
    then = (await deployed(config(TWO))).outputs;
    inNetwork = (await deployed(brought(NETWORK), undefined, awsKnows())).outputs;
  });
  const brought = (network: object): StackConfig => {
    const { "lattice-db:vpcCidr": _cidr, "lattice-db:subnets": _subnets, ...rest } = config(TWO);
    return { ...rest, "lattice-db:network": network };
  };
  const [a = "", b = ""] = NETWORK.gatewaySubnetIds;
  const [c = "", d = ""] = NETWORK.databaseSubnetIds;
  const other = "subnet-0000000000000001b";

  const cases: readonly (readonly [string, object, RegExp])[] = [
    [
      "another zone for the gateway's",
      { ...TWO, gateway: { a: TWO.gateway.a, c: "10.0.1.128/26" } },
      /subnets\.gateway\.b must stay 10\.0\.1\.64\/26: there stands the resource gateway, .*, got nothing/,
    ],
    [
      "another range for the gateway's",
      { ...TWO, gateway: { a: TWO.gateway.a, b: "10.0.2.0/26" } },
      /subnets\.gateway\.b must stay 10\.0\.1\.64\/26: .*, got "10\.0\.2\.0\/26"/,
    ],
    [
      "another zone for a proxy's",
      { ...TWO, database: { b: TWO.database.b, c: "10.0.0.128/26" } },
      /subnets\.database\.a must stay 10\.0\.0\.0\/26: there stands the proxy of orders/,
    ],
  ];
  for (const [title, subnets, said] of cases) {
    it(`stays, and the remedy brings it back: ${title}`, async () => {
      const message = await refusal(deployed(config(subnets), then));
      assert.match(message, said);
      assert.match(message, /has a problem:/);
      const after = paste(message, config(subnets));
      assert.equal(await refusal(deployed(after.config, then)), "", after.commands.join("\n"));
    });
  }

  it("stays in a network that is there already, too", async () => {
    const network = { ...NETWORK, gatewaySubnetIds: [a, other] };
    const message = await refusal(deployed(brought(network), inNetwork, awsKnows()));
    assert.match(message, new RegExp(`network\\.gatewaySubnetIds must keep ${b}: there stands the resource gateway`));
    const databases = { ...NETWORK, databaseSubnetIds: [c, other] };
    const proxies = await refusal(deployed(brought(databases), inNetwork, awsKnows()));
    assert.match(proxies, new RegExp(`network\\.databaseSubnetIds must keep ${d}: there stands the proxy of orders`));
    const after = paste(message, brought(network));
    assert.doesNotMatch(await refusal(deployed(after.config, inNetwork, awsKnows())), /must keep/);
  });

  it("keeps the gateway of a network that is there already when another is named beside it", async () => {
    const network = { ...NETWORK, gatewaySubnetIds: [...NETWORK.gatewaySubnetIds, "subnet-0000000000000002c"] };
    const { find } = await deployed(brought(network), inNetwork, awsKnows());
    const { inputs } = find("aws:vpclattice/resourceGateway:ResourceGateway");
    assert.deepEqual(inputs.subnetIds, NETWORK.gatewaySubnetIds);
  });
});

async function refusal(run: Promise<unknown>): Promise<string> {
  try {
    await run;
    return "";
  } catch (error) {
    assert.ok(pulumi.RunError.isInstance(error), String(error));
    return error.message;
  }
}
