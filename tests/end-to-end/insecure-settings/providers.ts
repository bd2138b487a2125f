import sdk from "@pulumi/aws/package.json";
import { Provider } from "@pulumi/aws/provider";
import { change, type InsecureSetting } from "./insecure-setting";

/** The engine's name for the provider that the stack's file sets. */
const defaultProvider = `default_${sdk.version.replaceAll(".", "_")}`;
const region = "eu-west-1" as const;
const allowedAccountIds = ["111122223333"];
const accessKey = "AKIAIOSFODNN7EXAMPLE";
const secretKey = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

/** With what credentials the program works, where, and what it gives away. */
export const providerSettings: readonly InsecureSetting[] = [
  {
    title: "credentials in a provider of the program",
    mistake: { add: () => new Provider("other", { region, allowedAccountIds, accessKey, secretKey }) },
    refusal: {
      rule: "provider-credentials",
      resource: "other",
      says: "accessKey is given in the provider's settings",
    },
  },
  {
    title: "a stack's file that has no credentials checked",
    mistake: { config: { "aws:skipCredentialsValidation": true } },
    refusal: {
      rule: "provider-credentials",
      resource: defaultProvider,
      says: "skipCredentialsValidation is on",
    },
  },
  {
    title: "a provider of any account",
    mistake: { add: () => new Provider("other", { region }) },
    refusal: { rule: "allowed-accounts", resource: "other", says: "allowedAccountIds is left out" },
    profile: "organisation",
  },
  {
    title: "a key in a Region that is not in use",
    mistake: change("aws:kms/key:Key", "orders-key", { region: "us-east-1" }),
    refusal: { rule: "allowed-regions", resource: "orders-key", says: "region is us-east-1, which is not in use" },
    profile: "organisation",
  },
  {
    title: "an access key in the database's tags",
    mistake: change("aws:rds/instance:Instance", "orders-instance", { tags: { owner: accessKey } }),
    refusal: {
      rule: "no-hardcoded-credentials",
      resource: "orders-instance",
      says: "tags.owner holds an AWS access key id",
    },
  },
];
