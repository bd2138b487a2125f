import type { ProviderFunction } from "../functions";
import { getAvailabilityZones } from "./get-availability-zones";

/** Every `@pulumi/aws` function the local cloud models, by token. Anything else is refused by name. */
const functions: readonly ProviderFunction[] = [getAvailabilityZones];

export const awsFunctions: Readonly<Record<string, ProviderFunction>> = Object.fromEntries(
  functions.map((it) => [it.token, it]),
);
