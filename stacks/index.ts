import * as pulumi from "@pulumi/pulumi";

import { readConfig } from "./config";
import { consumer } from "./consumer";
import { withOwnFrames } from "./own-frames";
import type { Values } from "./own-values";
import { producer } from "./producer";
import { secretKeys } from "./secret-keys";
import { sharedDatabases } from "./shared-databases";
import { checkZones } from "./zones";

// A function, because the engine awaits it: configuration and contract are checked before anything is registered.
export = async (): Promise<object> => {
  try {
    return await program(pulumi.getStack(), pulumi.runtime.allConfig(), secretKeys());
  } catch (error) {
    throw withOwnFrames(error);
  }
};

async function program(stack: string, values: Values, secrets: readonly string[]): Promise<object> {
  const config = readConfig(stack, values, secrets);
  if (config.role === "producer") {
    await checkZones(stack, config);
    return producer(config);
  }
  const databases = await sharedDatabases({ ...config, place: config.aws.place });
  await checkZones(stack, config);
  return consumer(config, databases);
}
