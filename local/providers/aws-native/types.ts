import type { ResourceType } from "../resource-type";

/** The CloudFormation types that a service of the local cloud models, by token; every other one is generic. */
const types: readonly ResourceType[] = [];

export const awsNativeTypes: Readonly<Record<string, ResourceType>> = Object.fromEntries(
  types.map((type) => [type.token, type]),
);
