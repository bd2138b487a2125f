import * as pulumi from "@pulumi/pulumi";

import { readConfig } from "./config";
import { consumer } from "./consumer";
import { producer } from "./producer";

// A function, because the engine awaits it: configuration and contract are checked before anything is registered.
export = async (): Promise<object> => {
  const config = readConfig(pulumi.getStack(), pulumi.runtime.allConfig());
  return config.role === "producer" ? producer(config) : consumer(config);
};
