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

/** By topic: two mistakes of one topic may be made of the same resources. The way to the database is one, end to end. */
export const topics: readonly (readonly InsecureSetting[])[] = [
  [...networkSettings, ...securityGroupSettings, ...latticeSettings],
  databaseSettings,
  databaseTlsSettings,
  ramSettings,
  keyAndSecretSettings,
  iamSettings,
  logAndBackupSettings,
  providerSettings,
  surroundingSettings,
];

/** Every mistake that the first preview of the producer must refuse. */
export const insecureSettings: readonly InsecureSetting[] = topics.flat();
