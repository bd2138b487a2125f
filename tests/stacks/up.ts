import * as pulumi from "@pulumi/pulumi";

import program from "../../stacks";
import { deploy, type Answer, type Calls } from "../components/deploy";

const ZONES = { names: ["eu-west-1a", "eu-west-1b"], zoneIds: ["euw1-az1", "euw1-az2"] };

/** A stack's outputs, of whatever shape the test expects. */
export type Outputs = Readonly<Record<string, pulumi.runtime.MockResourceArgs["inputs"]>>;

/** The name under which a program asks for its own outputs. */
const OWN = "organization/lattice-db/test";

/**
 * Runs the whole program with a stack's values, as `pulumi up` would.
 * @param before What the stack itself handed out when it was last deployed; undefined where it never was.
 * @param more Other answers to the functions it calls.
 * @param answer What AWS adds to the resources it makes, where it is not what other tests expect.
 */
export async function up(
  values: Record<string, string>,
  producerOutputs?: object,
  zones: object = ZONES,
  before?: object,
  more: Calls = {},
  answer?: Answer,
) {
  const calls: Calls = {
    "aws:index/getAvailabilityZones:getAvailabilityZones": () => zones,
    // A member's account, which sees whatever is shared with it.
    "aws:organizations/getOrganization:getOrganization": () => ({ id: "o-example0001", accounts: [] }),
    "aws:ram/getResourceShare:getResourceShare": ({ name }) => ({ name }),
    "pulumi:pulumi:readStackOutputs": ({ name }) => {
      const outputs = name === OWN ? before : producerOutputs;
      // The engine's own words.
      if (outputs === undefined) {
        throw invokeError(`invocation of pulumi:pulumi:readStackOutputs returned an error: unknown stack "${name}"`);
      }
      return { name, outputs };
    },
    ...more,
  };
  return deploy(
    async () => {
      pulumi.runtime.setAllConfig(values);
      return (await program()) as Outputs;
    },
    calls,
    answer,
  );
}

/** How a function of a provider fails to a program. */
export function invokeError(details: string): Error {
  return Object.assign(new Error(details), { details });
}
