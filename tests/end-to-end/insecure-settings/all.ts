import { databaseSettings } from "./database";
import { databaseTlsSettings } from "./database-tls";
import type { InsecureSetting } from "./insecure-setting";
import { networkSettings } from "./network";
import { securityGroupSettings } from "./security-groups";

/** Every mistake that the first preview of the producer must refuse. */
export const insecureSettings: readonly InsecureSetting[] = [
  ...databaseSettings,
  ...databaseTlsSettings,
  ...networkSettings,
  ...securityGroupSettings,
];
