import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { CloudSettings } from "../services/services";

const account = z.string().regex(/^\d{12}$/, "an account is 12 digits");

const schema = z.strictObject({
  organization: z
    .strictObject({
      id: z
        .string()
        .regex(/^o-[a-z0-9]{10,32}$/, "an organisation's id is o- and 10 to 32 lower-case letters or digits")
        .default("o-latticedb1"),
      managementAccount: account.default("000000000000"),
      outsiders: z.array(account).default([]),
      units: z.record(z.string().regex(/^ou-[a-z0-9-]+$/, "a unit's id starts with ou-"), z.array(account)).default({}),
      sharingEnabled: z.boolean().default(true),
    })
    .prefault({}),
  servers: z.boolean().default(true),
  quotas: z
    .record(z.string(), z.number().min(0))
    .superRefine((quotas, context) => {
      for (const key of Object.keys(quotas).filter((one) => !/^[a-z-]+\/L-[0-9A-F]{8}$/.test(one))) {
        context.addIssue({ code: "custom", path: [key], message: "a quota is SERVICE/L-…, such as rds/L-7B6409FD" });
      }
    })
    .default({}),
});

/**
 * What `settings.json` in the state folder decides; without the file, every account of the local cloud is in one
 * organisation with RAM sharing enabled, and every database of an engine that is run here has a server.
 */
export function readSettings(stateFolder: string): CloudSettings {
  const path = join(stateFolder, "settings.json");
  if (!existsSync(path)) return schema.parse({});
  let written: unknown;
  try {
    written = JSON.parse(readFileSync(path, "utf8"));
  } catch {
    throw new Error(`${path} is not JSON: correct or remove it`);
  }
  const read = schema.safeParse(written);
  if (read.success) return read.data;
  const problems = read.error.issues.map((issue) => `${issue.path.join(".") || "settings"}: ${issue.message}`);
  throw new Error(`${path}: ${problems.join("; ")}`);
}
