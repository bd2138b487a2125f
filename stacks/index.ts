import * as pulumi from "@pulumi/pulumi";

import { readConfig } from "./config";
import { consumer } from "./consumer";
import { producer } from "./producer";
import { checkZones } from "./zones";

// A function, because the engine awaits it: configuration and contract are checked before anything is registered.
export = async (): Promise<object> => {
  const stack = pulumi.getStack();
  const config = readConfig(stack, pulumi.runtime.allConfig());
  await checkZones(stack, config);
  return config.role === "producer" ? producer(config) : consumer(config);
};
