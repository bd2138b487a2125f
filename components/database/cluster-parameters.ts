import * as rds from "@pulumi/aws/rds";
import type * as pulumi from "@pulumi/pulumi";

import { AURORA_ENGINES, auroraFamily, type AuroraEngine } from "./aurora-engine";
import { parameterList } from "./parameter-list";

/** Makes the parameter group of clusters of one engine and version: TLS required, logs written. */
export function clusterParameters(
  name: string,
  { engine, engineVersion, description }: { engine: AuroraEngine; engineVersion: string; description: string },
  parent: pulumi.Resource,
): rds.ClusterParameterGroup {
  const parameters = parameterList(AURORA_ENGINES[engine].parameters);
  const args = { family: auroraFamily(engine, engineVersion), description, parameters };
  return new rds.ClusterParameterGroup(name, args, { parent });
}
