import { unknown } from "../../reachability/maybe";
import type { PrivateDns } from "../../reachability/private-dns";
import type { Item } from "../inventory/item";

const preferences = [
  "VERIFIED_DOMAINS_ONLY",
  "ALL_DOMAINS",
  "VERIFIED_DOMAINS_AND_SPECIFIED_DOMAINS",
  "SPECIFIED_DOMAINS_ONLY",
] as const;

/** What a VPC association or an endpoint asks of private DNS. Off where nobody says it (VPC Lattice API, EC2 API). */
export function privateDnsOf(item: Item): PrivateDns {
  const options = item.get("dnsOptions");
  const preference = options.get("privateDnsPreference");
  const domains = options.get("privateDnsSpecifiedDomains");
  const word = preferences.find((it) => it === preference.text());
  const isGiven = !preference.absent && preference.text() !== "";
  return {
    enabled: item.flag(item.get("privateDnsEnabled")) ?? false,
    ...(isGiven ? { preference: word ?? unknown(item.until(preference)) } : {}),
    ...(domains.absent ? {} : { domains: item.texts(domains) }),
  };
}
