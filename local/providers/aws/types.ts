import type { ResourceType } from "../resource-type";

/** Every `@pulumi/aws` resource type the local cloud models, by token. Anything else is refused by name. */
const types: readonly ResourceType[] = [];

export const awsTypes: Readonly<Record<string, ResourceType>> = Object.fromEntries(
  types.map((type) => [type.token, type]),
);
