import { Provider as NativeProvider } from "@pulumi/aws-native/provider";
import { Provider } from "@pulumi/aws/provider";
import { change, type InsecureSetting } from "./insecure-setting";

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
    title: "credentials in an aws-native provider",
    mistake: {
      add: () =>
        new NativeProvider("other", {
          region,
          allowedAccountIds,
          accessKey,
          secretKey,
          skipCredentialsValidation: false,
        }),
    },
    refusal: {
      rule: "provider-credentials",
      resource: "other",
      says: "accessKey is given in the provider's settings",
    },
  },
  {
    title: "another endpoint than AWS's in the stack's file",
    mistake: { config: { "aws:endpoints": [{ rds: "https://rds.example.com" }] } },
    refusal: {
      rule: "provider-credentials",
      resource: "default_7_48_0",
      says: "endpoints[0].rds is no endpoint of AWS",
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
