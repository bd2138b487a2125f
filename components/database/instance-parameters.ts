import * as rds from "@pulumi/aws/rds";
import type * as pulumi from "@pulumi/pulumi";

import { ENGINES, parameterGroupFamily, type DatabaseEngine } from "./database-engine";

/** Makes the parameter group of instances of one engine and version: TLS required, logs written. */
export function instanceParameters(
  name: string,
  { engine, engineVersion, description }: { engine: DatabaseEngine; engineVersion: string; description: string },
  parent: pulumi.Resource,
): rds.ParameterGroup {
  const family = parameterGroupFamily(engine, engineVersion);
  const parameters = Object.entries(ENGINES[engine].parameters).map(([parameter, value]) => ({
    name: parameter,
    value,
    // RDS refuses "immediate" for a static parameter and reports "pending-reboot" for one that equals the engine's
    // default; either way this is what it stores (terraform-provider-aws#39252). The group is there before the
    // instance, so nothing waits for a reboot.
    applyMethod: "pending-reboot",
  }));
  return new rds.ParameterGroup(name, { family, description, parameters }, { parent });
}
