import type { Cidr } from "../aws/cidr";
import { parseIpv4Network, type Ipv4Network } from "../aws/ipv4-network";
import { vpcProblems } from "../components/network/network-problems";
import { configKey, NAMESPACE, type Edit } from "./config-problem";
import { addressesOf } from "./settings/addresses";
import { freeNetwork, prefixFor, vpcAround } from "./free-network";

type Given = Readonly<Record<string, unknown>>;
interface Subnet {
  readonly role: string;
  readonly zone: string;
  readonly text: unknown;
}

/** A range for the VPC that holds the subnets there are. */
export function vpcEdit(given: Given): Edit {
  const networks = subnetsOf(given).flatMap(({ text }) => networkOf(text) ?? []);
  const around = vpcAround(networks);
  const value = vpcProblems(around).length === 0 ? around : vpcAround([]);
  return { key: configKey(NAMESPACE, ["vpcCidr"]), value };
}

/**
 * Free ranges of the VPC for the subnets a path means: one, those of a role, or all. Empty where the VPC has no room
 * for them.
 * @param proposed Ranges that other remedies have taken already.
 */
export function subnetEdits(
  [, role, zone]: readonly (string | number)[],
  given: Given,
  proposed: readonly string[],
): Edit[] {
  const vpc = networkOf(given["vpcCidr"]) ?? parseIpv4Network("10.0.0.0/16");
  if (vpc === undefined) return [];
  const roles =
    role === undefined ? (given["role"] === "consumer" ? ["client"] : ["database", "gateway"]) : [String(role)];
  const wanted = roles.flatMap((one) =>
    (zone === undefined ? zonesToSet(one, given) : [String(zone)]).map((letter) => ({ role: one, zone: letter })),
  );
  const isWanted = (subnet: Subnet) => wanted.some((one) => one.role === subnet.role && one.zone === subnet.zone);
  const others = subnetsOf(given).filter((subnet) => !isWanted(subnet));
  const taken: Cidr[] = [...others.map(({ text }) => text), ...proposed].flatMap((text) => networkOf(text) ?? []);
  const edits: Edit[] = [];
  for (const one of wanted) {
    const value = freeNetwork(vpc, prefixFor(interfacesOf(one.role, given)), taken);
    const network = value === undefined ? undefined : parseIpv4Network(value);
    if (value === undefined || network === undefined) return [];
    taken.push(network);
    edits.push({ key: configKey(NAMESPACE, ["subnets", one.role, one.zone]), value });
  }
  return edits;
}

/** One more zone where a role has one only; both where it has none, all where it has enough (and they are too small). */
function zonesToSet(role: string, given: Given): string[] {
  const zones = subnetsOf(given).flatMap((subnet) => (subnet.role === role ? [subnet.zone] : []));
  if (zones.length >= 2) return zones;
  return ["a", "b"].filter((letter) => !zones.includes(letter)).slice(0, 2 - zones.length);
}

/** How many interfaces come into each subnet of a role. */
function interfacesOf(role: string, { databases, ipv4AddressesPerEni, awsEndpoints }: Given): number {
  if (role === "gateway") return typeof ipv4AddressesPerEni === "number" ? Math.min(62, ipv4AddressesPerEni) : 8;
  if (role === "database" && typeof databases === "object" && databases !== null) {
    const settings = Object.values(databases).map((one: unknown) =>
      typeof one === "object" && one !== null ? one : {},
    );
    const apis = typeof awsEndpoints === "object" && awsEndpoints !== null ? Object.keys(awsEndpoints).length : 0;
    return settings.reduce<number>((sum, one) => sum + addressesOf(one).inOne, apis);
  }
  return 1;
}

function subnetsOf({ subnets }: Given): Subnet[] {
  if (typeof subnets !== "object" || subnets === null) return [];
  return Object.entries(subnets).flatMap(([role, zones]: [string, unknown]) =>
    typeof zones === "object" && zones !== null
      ? Object.entries(zones).map(([zone, text]: [string, unknown]) => ({ role, zone, text }))
      : [],
  );
}

function networkOf(text: unknown): Ipv4Network | undefined {
  return typeof text === "string" ? parseIpv4Network(text) : undefined;
}
