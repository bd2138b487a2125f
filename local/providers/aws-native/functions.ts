import { providerFunction, type ProviderFunction } from "../functions";

const functions: readonly ProviderFunction[] = [
  providerFunction({
    token: "aws-native:index:getAccountId",
    fields: {},
    invoke: ({ account }) => ({ accountId: account }),
  }),
  providerFunction({ token: "aws-native:index:getRegion", fields: {}, invoke: ({ region }) => ({ region }) }),
  providerFunction({ token: "aws-native:index:getPartition", fields: {}, invoke: () => ({ partition: "aws" }) }),
];

/** Every `@pulumi/aws-native` function the local cloud models, by token. Anything else is refused by name. */
export const awsNativeFunctions: Readonly<Record<string, ProviderFunction>> = Object.fromEntries(
  functions.map((it) => [it.token, it]),
);
