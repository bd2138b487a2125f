import { z } from "zod";

import { DEFAULT_ADDRESSES_PER_ENI, gatewayAddressProblems } from "../../components/lattice/resource-gateway";
import { parseIpv4Network, usableAddresses } from "../../aws/ipv4-network";
import { endpointsOf, isInterface, type AwsEndpointSettings } from "../../components/network/aws-endpoints";
import { networkProblems, vpcProblems } from "../../components/network/network-problems";
import { logSettingsProblems } from "../../components/watch/log-settings";
import { configKey, fieldProblem, moved, NAMESPACE, pathOf, problem, type ConfigProblem } from "../config-problem";
import { addressesOfEntry, roomFor } from "./addresses";
import type { PartialDatabaseEntry } from "./kinds";
import { text, whole, yes, type Setting } from "./setting";

const zones = z.record(
  text,
  z.string("must be an IPv4 network such as 10.0.0.0/26"),
  "must be a map from zone letter to IPv4 network",
);
const aboutSubnets = {
  description:
    "IPv4 ranges of the subnets by purpose and zone letter, two zones or more. " +
    'Producer: "database" and "gateway". Consumer: "client". Required.',
  example: "10.0.0.0/26",
  path: [".database", ".a"],
};

/** The VPC, on either side. */
export const network = {
  vpcCidr: {
    description: "IPv4 range of the stack's VPC, /16 to /28. It may overlap with other VPCs. Required.",
    schema: z.string("must be an IPv4 network such as 10.0.0.0/16"),
    example: "10.0.0.0/16",
  },
  ipv6: {
    description:
      "Gives the stack's VPC and its subnets IPv6 ranges too: databases and a new resource gateway take both kinds of " +
      "addresses, and clients may come by both. Cannot be taken back while they stand.",
    schema: yes.default(false),
    example: true,
  },
} satisfies Readonly<Record<string, Setting>>;

/** The producer's subnets and gateway. */
export const producerNetwork = {
  subnets: {
    ...aboutSubnets,
    schema: z.strictObject({ database: zones, gateway: zones }, "must be a map with database and gateway"),
  },
  networkAcls: {
    description:
      "Producer only. Network ACLs of their own for the database and gateway subnets, which let the databases' ports " +
      "pass between them, and the answers; the VPC's default one lets everything pass.",
    schema: yes.default(false),
    example: true,
  },
  ipv4AddressesPerEni: {
    description: "Producer only. IPv4 addresses the resource gateway takes in each of its subnets, 1 to 62.",
    schema: whole.default(DEFAULT_ADDRESSES_PER_ENI),
    example: DEFAULT_ADDRESSES_PER_ENI,
  },
} satisfies Readonly<Record<string, Setting>>;

/** The consumer's subnets. */
export const consumerNetwork = {
  subnets: { ...aboutSubnets, schema: z.strictObject({ client: zones }, "must be a map with client") },
} satisfies Readonly<Record<string, Setting>>;

/** A network of which some may be missing because its form is wrong. */
interface GivenNetwork {
  readonly vpcCidr?: string | undefined;
  readonly subnets?: Readonly<Record<string, Readonly<Record<string, string>>>> | undefined;
  readonly logRetentionDays?: number | undefined;
  readonly ipv4AddressesPerEni?: number | undefined;
  readonly databases?: Readonly<Record<string, PartialDatabaseEntry>> | undefined;
  readonly awsEndpoints?: AwsEndpointSettings | undefined;
}

/** Whether the ranges make sense to AWS, and with each other. */
export function networkSettingsProblems(settings: GivenNetwork): ConfigProblem[] {
  const { vpcCidr, ipv4AddressesPerEni, databases = {} } = settings;
  const misnamed = zoneNameProblems(settings.subnets ?? {});
  const isMisnamed = (role: string) => misnamed.some(({ key }) => pathOf(key)[1] === role);
  // A role goes as a whole: without one of its zones it would look like a mistake of its own.
  const subnets = Object.fromEntries(Object.entries(settings.subnets ?? {}).filter(([role]) => !isMisnamed(role)));
  const isChecked = settings.subnets !== undefined && vpcCidr !== undefined && Object.keys(subnets).length > 0;
  const ranges = isChecked ? networkProblems({ ...settings, vpcCidr, subnets }) : restProblems(settings);
  const room = gatewayAddressProblems(subnets["gateway"] ?? {}, ipv4AddressesPerEni ?? 1);
  const problems = [
    ...misnamed,
    ...ranges.map((said) => fieldProblem([], said)),
    ...room.map((said) =>
      fieldProblem(said.startsWith("subnets.") ? ["subnets", "gateway"] : [], said.replace(/^subnets\./, "")),
    ),
  ];
  const isWrong = problems.some(({ key }) => pathOf(key)[1] === "database");
  const apis = endpointsOf(settings.awsEndpoints ?? {}).filter(isInterface).length;
  return isWrong ? problems : [...problems, ...databaseRoomProblems(subnets["database"] ?? {}, databases, apis)];
}

/** What can be said where there are no subnets to say it of. */
function restProblems({ vpcCidr, logRetentionDays }: GivenNetwork): string[] {
  return [
    ...(vpcCidr === undefined ? [] : vpcProblems(vpcCidr)),
    ...(logRetentionDays === undefined ? [] : logSettingsProblems({ logRetentionDays })),
  ];
}

/** Zones by another name than their letter, each with the way to the letter. */
function zoneNameProblems(subnets: NonNullable<GivenNetwork["subnets"]>): ConfigProblem[] {
  return Object.entries(subnets).flatMap(([role, cidrs]) => {
    const letters = Object.keys(cidrs).filter(isLetter);
    return Object.entries(cidrs).flatMap(([zone, cidr]): ConfigProblem[] => {
      if (isLetter(zone)) return [];
      const path = ["subnets", role, zone];
      const letter = [zone.at(-1) ?? "", "a", "b", "c", "d", "e", "f"].find(
        (one) => isLetter(one) && !letters.includes(one),
      );
      if (letter === undefined) return [{ ...problem(path, ZONE_NAME), remove: true }];
      letters.push(letter);
      return [
        {
          ...problem(path, ZONE_NAME),
          edits: moved(NAMESPACE, cidr, path, configKey(NAMESPACE, ["subnets", role, letter])),
        },
      ];
    });
  });
}

const ZONE_NAME = 'must be by its zone\'s letter, such as "a" for eu-west-1a';
const isLetter = (zone: string) => /^[a-z]$/.test(zone);

type Databases = NonNullable<GivenNetwork["databases"]>;

/**
 * Whether the database subnets hold what is put into them.
 * @param apis Endpoints to AWS's APIs, of which each takes an address in every subnet.
 */
function databaseRoomProblems(
  cidrs: Readonly<Record<string, string>>,
  databases: Databases,
  apis: number,
): ConfigProblem[] {
  const count = Object.keys(databases).length;
  const free = Object.values(cidrs).map((cidr) => {
    const network = parseIpv4Network(cidr);
    return network && Math.max(0, usableAddresses(network) - apis);
  });
  const { needed, room } = roomFor(Object.values(databases).map(addressesOfEntry), free);
  if (free.length === 0 || needed <= room) return [];
  const text = `must have room for the ${needed} addresses of ${count} databases and their standbys, got room for ${room}`;
  const kept = apis === 0 ? "5 of every subnet" : `5 of every subnet, endpoints ${apis}`;
  return [problem(["subnets", "database"], `${text} (AWS keeps ${kept})`)];
}
