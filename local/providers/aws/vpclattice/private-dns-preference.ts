import type { PrivateDnsPreference, ServiceNetworkVpcAssociation } from "../../../services/vpc-lattice/entities";

export const preferences: readonly PrivateDnsPreference[] = [
  "VERIFIED_DOMAINS_ONLY",
  "ALL_DOMAINS",
  "VERIFIED_DOMAINS_AND_SPECIFIED_DOMAINS",
  "SPECIFIED_DOMAINS_ONLY",
];

interface DnsOptions {
  readonly privateDnsPreference: PrivateDnsPreference | undefined;
  readonly privateDnsSpecifiedDomains: readonly string[] | undefined;
}

/** The options with AWS's default preference. */
export function dnsOptionsOf(options: DnsOptions | undefined): ServiceNetworkVpcAssociation["dnsOptions"] {
  return (
    options && {
      privateDnsPreference: options.privateDnsPreference ?? "VERIFIED_DOMAINS_ONLY",
      privateDnsSpecifiedDomains: options.privateDnsSpecifiedDomains ?? [],
    }
  );
}
