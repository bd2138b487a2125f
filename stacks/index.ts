import * as pulumi from "@pulumi/pulumi";

import { readConfig } from "./config";
import { consumer } from "./consumer";
import { producer } from "./producer";
import { sharedDatabases } from "./shared-databases";
import { checkZones } from "./zones";

// A function, because the engine awaits it: configuration and contract are checked before anything is registered.
export = async (): Promise<object> => {
  const stack = pulumi.getStack();
  const config = readConfig(stack, pulumi.runtime.allConfig());
  if (config.role === "producer") {
    await checkZones(stack, config);
    return producer(config);
  }
  const databases = await sharedDatabases({ ...config, place: config.aws.place });
  await checkZones(stack, config);
  return consumer(config, databases);
};
