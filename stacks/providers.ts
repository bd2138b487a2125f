import * as native from "@pulumi/aws-native";
import * as pulumi from "@pulumi/pulumi";

import type { Place } from "../components/place";

/**
 * The provider that `aws:` configuration does not reach. `@pulumi/aws` itself needs none: its default provider reads
 * the same keys.
 */
export function nativeProvider(place: Place): native.Provider {
  const aws = new pulumi.Config("aws");
  const profile = aws.get("profile");
  return new native.Provider("aws-native", {
    region: place.region as native.Region,
    allowedAccountIds: [place.accountId],
    ...(profile !== undefined && { profile }),
  });
}
