import * as rds from "@pulumi/aws/rds";
import type * as pulumi from "@pulumi/pulumi";

import { ENGINES, parameterGroupFamily, type DatabaseEngine } from "./database-engine";
import { parameterList } from "./parameter-list";

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
  const parameters = parameterList({ ...own, ...ENGINES[engine].parameters });
  return new rds.ParameterGroup(name, { family, description, parameters }, { parent });
}
