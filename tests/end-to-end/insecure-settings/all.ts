import { surroundingSettings } from "./around-the-database";
import { databaseSettings } from "./database";
import { databaseTlsSettings } from "./database-tls";
import { iamSettings } from "./iam";
import type { InsecureSetting } from "./insecure-setting";
import { keyAndSecretSettings } from "./keys-and-secrets";
import { latticeSettings } from "./lattice";
import { logAndBackupSettings } from "./logs-and-backup";
import { networkSettings } from "./network";
import { providerSettings } from "./providers";
import { ramSettings } from "./ram";
import { securityGroupSettings } from "./security-groups";

/** Every mistake that the first preview of the producer must refuse. */
export const insecureSettings: readonly InsecureSetting[] = [
  ...databaseSettings,
  ...databaseTlsSettings,
  ...networkSettings,
  ...securityGroupSettings,
  ...latticeSettings,
  ...ramSettings,
  ...keyAndSecretSettings,
  ...iamSettings,
  ...logAndBackupSettings,
  ...providerSettings,
  ...surroundingSettings,
];
