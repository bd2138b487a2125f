import { contains, overlap, parseCidr, type Cidr } from "../../aws/cidr";
import { parseIpv4Network } from "../../aws/ipv4-network";
import { latticeResourcesCidr } from "../../aws/lattice";
import { logSettingsProblems, type LogSettings } from "../watch/log-settings";

type ZoneCidrs = Readonly<Record<string, string>>;

/** What of a network's arguments can be wrong. */
interface CheckedArgs extends Pick<LogSettings, "logRetentionDays"> {
  readonly vpcCidr: string;
  readonly subnets: Readonly<Record<string, ZoneCidrs>>;
  readonly ipv6?: boolean | undefined;
}

/** What is wrong with the arguments; empty when nothing is. */
export function networkProblems(args: CheckedArgs): string[] {
  const roles = Object.entries<ZoneCidrs>(args.subnets);
  return [
    ...vpcProblems(args.vpcCidr),
    ...(roles.length === 0 ? ["subnets must have at least one role, got none"] : []),
    ...roles.flatMap(([role, cidrs]) => zoneProblems(`subnets.${role}`, Object.keys(cidrs))),
    ...subnetProblems(args.vpcCidr, roles),
    ...logSettingsProblems(args),
  ];
}

/** AWS takes /16 to /28, for a VPC as for a subnet. */
function cidrProblems(key: string, text: string): string[] {
  const cidr = parseIpv4Network(text);
  if (cidr !== undefined && cidr.prefix >= 16 && cidr.prefix <= 28) return [];
  return [`${key} must be an IPv4 network from /16 to /28 by its first address, such as 10.0.0.0/26, got "${text}"`];
}

/** Ranges no VPC can have (VPC guide, "VPC CIDR blocks"), and the one where VPC Lattice answers for resources. */
const RESERVED: Readonly<Record<string, string>> = {
  "0.0.0.0/8": "which AWS reserves",
  "127.0.0.0/8": "which AWS reserves",
  "169.254.0.0/16": "which AWS reserves",
  "224.0.0.0/4": "which AWS reserves",
  [latticeResourcesCidr]: "where VPC Lattice answers for databases",
};

/** What is wrong with a VPC's range; empty when nothing is. */
export function vpcProblems(vpcCidr: string): string[] {
  const problems = cidrProblems("vpcCidr", vpcCidr);
  if (problems.length > 0) return problems;
  return reservedRangesOver(vpcCidr).map(
    (range) => `vpcCidr must not overlap with ${range}, ${RESERVED[range] ?? ""}, got ${vpcCidr}`,
  );
}

/** The reserved ranges that a network lies in or over. */
function reservedRangesOver(text: string): string[] {
  const cidr = parseIpv4Network(text);
  if (cidr === undefined) return [];
  return Object.keys(RESERVED).filter((range) => {
    const reserved = parseCidr(range);
    return reserved !== undefined && overlap(reserved, cidr);
  });
}

function zoneProblems(key: string, zones: readonly string[]): string[] {
  const got = zones.length === 0 ? "none" : zones.join(", ");
  return [
    ...(zones.length < 2 ? [`${key} must span at least two zones, got ${got}`] : []),
    ...zones
      .filter((zone) => !/^[a-z]$/.test(zone))
      .map((zone) => `${key} must have zone letters as keys ("a" for eu-west-1a), got ${JSON.stringify(zone)}`),
  ];
}

function subnetProblems(vpcCidr: string, roles: readonly [string, ZoneCidrs][]): string[] {
  // Of a range that is none for a VPC no subnet need be in it.
  const vpc = vpcProblems(vpcCidr).length > 0 ? undefined : parseIpv4Network(vpcCidr);
  const seen: { key: string; text: string; cidr: Cidr }[] = [];
  const problems: string[] = [];
  for (const [role, cidrs] of roles) {
    for (const [zone, text] of Object.entries(cidrs)) {
      const key = `subnets.${role}.${zone}`;
      const cidr = parseIpv4Network(text);
      problems.push(...cidrProblems(key, text));
      if (cidr === undefined) continue;
      if (vpc !== undefined && !contains(vpc, cidr)) {
        problems.push(`${key} must lie within the VPC's ${vpcCidr}, got ${text}`);
      }
      const other = seen.find((earlier) => overlap(earlier.cidr, cidr));
      if (other !== undefined) problems.push(`${key} must not overlap with ${other.key} (${other.text}), got ${text}`);
      seen.push({ key, text, cidr });
    }
  }
  return problems;
}
