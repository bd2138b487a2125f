import * as rds from "@pulumi/aws/rds";
import type * as pulumi from "@pulumi/pulumi";

import { ENGINES, parameterGroupFamily, type DatabaseEngine } from "./database-engine";

export interface InstanceParameters {
  readonly engine: DatabaseEngine;
  readonly engineVersion: string;
  readonly description: string;
  /** Beside those that every database has. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** Makes the parameter group of instances of one engine and version: TLS required, logs written. */
export function instanceParameters(
  name: string,
  { engine, engineVersion, description, parameters: own = {} }: InstanceParameters,
  parent: pulumi.Resource,
): rds.ParameterGroup {
  const family = parameterGroupFamily(engine, engineVersion);
  // What requires TLS comes last: nobody sets it otherwise.
  const parameters = Object.entries({ ...own, ...ENGINES[engine].parameters }).map(([parameter, value]) => ({
    name: parameter,
    value,
    // RDS refuses "immediate" for a static parameter and reports "pending-reboot" for one that equals the engine's
    // default; either way this is what it stores (terraform-provider-aws#39252). The group is there before the
    // instance, so nothing waits for a reboot.
    applyMethod: "pending-reboot",
  }));
  return new rds.ParameterGroup(name, { family, description, parameters }, { parent });
}
