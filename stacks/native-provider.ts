import * as pulumi from "@pulumi/pulumi";
import { Provider, type ProviderArgs } from "@pulumi/aws-native/provider";

import type { AwsSettings } from "./aws-settings";

/**
 * The aws-native provider of a stack, made from its `aws:` configuration: the same account, Region and role as the
 * default provider of `@pulumi/aws`, which reads those keys itself.
 */
export function nativeProvider(settings: AwsSettings): Provider {
  return new Provider("aws-native", nativeProviderArgs(settings));
}

/** What it is told; a secret of the stack file stays one. */
export function nativeProviderArgs({
  place,
  profile,
  assumeRole,
  defaultTags,
  secrets = [],
}: AwsSettings): ProviderArgs {
  const kept = <Value>(key: (typeof secrets)[number], value: Value) =>
    secrets.includes(key) && value !== undefined ? pulumi.secret(value) : value;
  const { roleArn, externalId, sessionName } = assumeRole ?? {};
  return {
    region: place.region as ProviderArgs["region"],
    allowedAccountIds: [place.accountId],
    profile: kept("profile", profile),
    // The SDK turns the check off when nothing is said.
    skipCredentialsValidation: false,
    assumeRole: kept("assumeRole", assumeRole && { roleArn, externalId, sessionName }),
    defaultTags: kept("defaultTags", defaultTags && { tags: defaultTags.tags }),
  };
}
