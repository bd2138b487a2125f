import type { SharedDatabases } from "./shared-database";

/** As many as AWS takes of one VPC association or endpoint. */
export const MOST_NAMES = 10;

/**
 * Has the VPC resolve the domain names of configurations: nobody has verified them, so that each must be named. Of RDS
 * Proxies all of an account are named at once, since the association cannot be changed without cutting what is open.
 */
export function privateNames(databases: SharedDatabases) {
  const names = Object.values(databases).flatMap(({ customDomainName }) => customDomainName ?? []);
  if (names.length === 0) return {};
  const privateDnsSpecifiedDomains = [...new Set(names.map((name) => name.replace(PROXY, "*.proxy-")))].sort();
  return {
    privateDnsEnabled: true,
    dnsOptions: { privateDnsPreference: "VERIFIED_DOMAINS_AND_SPECIFIED_DOMAINS", privateDnsSpecifiedDomains },
  };
}

/** Of `orders-proxy-1a2b.proxy-abcdefghijkl.eu-west-1.rds.amazonaws.com` what is the proxy's own. */
const PROXY = /^[^.]+\.proxy-(?=[a-z0-9]+\.[a-z0-9-]+\.rds\.amazonaws\.com(?:\.cn)?$)/;
