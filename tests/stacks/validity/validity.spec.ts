import * as assert from "node:assert/strict";

import type { Deployment } from "../../components/deploy";
import { awsKnows, NETWORK } from "../existing-network";
import type { StackConfig } from "../paste";
import { engineValues, stackConfig, withDefaults } from "../stack-file";
import { up } from "../up";
import { API_LIMITS } from "./api-limits";
import { asCloudFormation, withGivenNames } from "./as-cloudformation";
import { SCHEMAS } from "./create-only";
import { COUNTERPARTS, WITHOUT_COUNTERPART } from "./counterparts";
import { FLEETS, OF_FLEET, OPTIONS } from "./fleets";
import { realisticAnswer } from "./realistic";
import { schemaProblems } from "./schema";

type Made = Deployment["resources"][number];

async function deployed(config: StackConfig, contract?: object): Promise<Deployment<any>> {
  const values = engineValues(withDefaults(config));
  return up(values, contract, undefined, undefined, awsKnows(), realisticAnswer);
}

/** What CloudFormation's schema and the API say of a resource's inputs. */
function problemsOf({ type, name, inputs }: Made): string[] {
  const counterpart = COUNTERPARTS[type];
  if (counterpart === undefined) throw new Error(`${type} has no counterpart in CloudFormation: add one, or say why`);
  const schema = SCHEMAS[counterpart.type];
  if (schema === undefined) throw new Error(`no schema of ${counterpart.type} is recorded`);
  const { definitions, properties: all } = schema;
  const { properties, apiOnly } = asCloudFormation(counterpart, withGivenNames(type, name, inputs), schema);
  const form = { type: "object", additionalProperties: false, properties: all };
  const limits = API_LIMITS[counterpart.type] ?? {};
  const { required: _, requiredXor: _xor, ...partial } = limits;
  return [
    ...schemaProblems(form, properties, definitions, name),
    ...schemaProblems(counterpart.isPart === true ? partial : limits, properties, definitions, name),
    ...(counterpart.isPart === true
      ? []
      : schemaProblems({ required: schema["required"] ?? [] }, properties, definitions, name)),
    ...Object.entries(apiOnly).flatMap(([key, value]) =>
      schemaProblems(counterpart.apiOnly?.[key] ?? {}, value, {}, `${name}.${key}`),
    ),
  ];
}

describe("what a stack asks of AWS", function () {
  this.timeout(60_000);
  const made: Made[] = [];
  before(async () => {
    for (const [fleet, databases] of Object.entries(FLEETS)) {
      const { "lattice-db:vpcCidr": _cidr, "lattice-db:subnets": _subnets, ...rest } = stackConfig("producer");
      const isFound = Object.values(databases).some((one) => "kind" in one && one.kind === "existing");
      const network = isFound ? { ...rest, "lattice-db:network": NETWORK } : stackConfig("producer");
      const options = isFound ? {} : OPTIONS;
      const owner = await deployed({ ...network, ...options, ...OF_FLEET[fleet], "lattice-db:databases": databases });
      const own = { ...stackConfig("consumer"), ...options, "lattice-db:acceptShares": true };
      const user = await deployed(own, owner.outputs);
      made.push(...owner.resources, ...user.resources);
    }
  });

  const real = () => made.filter(({ type }) => !type.startsWith("lattice-db:") && !type.startsWith("pulumi:pulumi:"));

  it("is known by CloudFormation, or listed with the reason why not", () => {
    const types = [...new Set(real().map(({ type }) => type))];
    const known = [...Object.keys(COUNTERPARTS), ...Object.keys(WITHOUT_COUNTERPART)];
    assert.deepEqual(types.filter((type) => !known.includes(type)).sort(), []);
    assert.deepEqual(known.filter((type) => !types.includes(type)).sort(), []);
  });

  for (const type of Object.keys(COUNTERPARTS)) {
    it(`passes the schema of its type and the limits of its API: ${type}`, () => {
      const all = made.filter((resource) => resource.type === type);
      assert.notEqual(all.length, 0);
      assert.deepEqual(all.flatMap(problemsOf), []);
    });
  }
});
