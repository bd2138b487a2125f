import { isUnknown, unknown, type Maybe } from "./maybe";
import { later, pending } from "./pending";
import { blocked, open, type Finding } from "./verdict";

/** What a consumer asks for on its VPC association or endpoint. */
export interface PrivateDns {
  /** `privateDnsEnabled`. */
  readonly enabled: Maybe<boolean>;
  /** Left out: AWS's default, VERIFIED_DOMAINS_ONLY. */
  readonly preference?: Maybe<PrivateDnsPreference>;
  /** Up to 10 names; `*.example.com` stands for every name below. */
  readonly domains?: Maybe<readonly string[]>;
}

type PrivateDnsPreference =
  "VERIFIED_DOMAINS_ONLY" | "ALL_DOMAINS" | "VERIFIED_DOMAINS_AND_SPECIFIED_DOMAINS" | "SPECIFIED_DOMAINS_ONLY";

/**
 * Whether a zone for a custom domain comes into the consumer's VPC (API reference, DnsOptions).
 * @param verified Whether the owner has proved the domain; left out: no.
 */
export function customZone(
  { enabled, preference = "VERIFIED_DOMAINS_ONLY", domains = [] }: PrivateDns,
  name: Maybe<string>,
  verified: Maybe<boolean> = false,
): Finding {
  if (enabled === false) return blocked("the consumer's private DNS is off", "set privateDnsEnabled");
  const wait = pending("the consumer's private DNS", [enabled, preference]);
  if (wait !== undefined || isUnknown(preference)) {
    return wait ?? later("the preference", unknown("the preference is known"));
  }
  if (preference === "ALL_DOMAINS") return open("the consumer takes zones for all domains");
  const byProof = preference !== "SPECIFIED_DOMAINS_ONLY";
  if (byProof && verified === true) return open("the domain is verified");
  const byList = preference !== "VERIFIED_DOMAINS_ONLY";
  const listed = byList ? isListed(domains, name) : false;
  if (listed === true) return open("the consumer lists the domain");
  if (listed !== false) return later("whether the consumer lists the domain", listed);
  if (byProof && isUnknown(verified)) return later("whether the domain is verified", verified);
  return blocked(
    `the consumer's preference ${preference} leaves the domain out`,
    "verify the domain, or take it with ALL_DOMAINS or SPECIFIED_DOMAINS_ONLY and its name",
  );
}

function isListed(domains: Maybe<readonly string[]>, name: Maybe<string>): Maybe<boolean> {
  if (isUnknown(domains)) return domains;
  if (isUnknown(name)) return domains.length === 0 ? false : name;
  return domains.some((domain) => domain === name || (domain.startsWith("*.") && name.endsWith(domain.slice(1))));
}
