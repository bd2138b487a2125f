import * as pulumi from "@pulumi/pulumi";

import program from "../../stacks";
import { deploy, type Calls } from "../components/deploy";

const ZONES = { names: ["eu-west-1a", "eu-west-1b"], zoneIds: ["euw1-az1", "euw1-az2"] };

/** A stack's outputs, of whatever shape the test expects. */
export type Outputs = Readonly<Record<string, pulumi.runtime.MockResourceArgs["inputs"]>>;

/** The name under which a program asks for its own outputs. */
const OWN = "organization/lattice-db/test";

/**
 * Runs the whole program with a stack's values, as `pulumi up` would.
 * @param before What the stack itself handed out when it was last deployed; undefined where it never was.
 */
export async function up(
  values: Record<string, string>,
  producerOutputs?: object,
  zones: object = ZONES,
  before?: object,
) {
  const calls: Calls = {
    "aws:index/getAvailabilityZones:getAvailabilityZones": () => zones,
    "pulumi:pulumi:readStackOutputs": ({ name }) => {
      const outputs = name === OWN ? before : producerOutputs;
      // The engine's own words.
      if (outputs === undefined) {
        const details = `invocation of pulumi:pulumi:readStackOutputs returned an error: unknown stack "${name}"`;
        throw Object.assign(new Error(details), { details });
      }
      return { name, outputs };
    },
  };
  return deploy(async () => {
    pulumi.runtime.setAllConfig(values);
    return (await program()) as Outputs;
  }, calls);
}
