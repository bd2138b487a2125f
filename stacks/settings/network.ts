import { z } from "zod";

import { DEFAULT_ADDRESSES_PER_ENI, gatewayAddressProblems } from "../../components/lattice/resource-gateway";
import { networkProblems } from "../../components/network/network-problems";
import { fieldProblem, type ConfigProblem } from "../config-problem";
import { text, whole, type Setting } from "./setting";

const zones = z.record(
  text,
  z.string("must be an IPv4 network such as 10.0.0.0/26"),
  "must be a map from zone letter to IPv4 network",
);
const aboutSubnets = {
  description:
    "IPv4 ranges of the subnets by purpose and zone letter, two zones or more. " +
    'Producer: "database" and "gateway". Consumer: "client". Required.',
  example: "<network>",
  path: [".<role>", ".<zone>"],
};

/** The VPC, on either side. */
export const network = {
  vpcCidr: {
    description: "IPv4 range of the stack's VPC, /16 to /28. It may overlap with other VPCs. Required.",
    schema: z.string("must be an IPv4 network such as 10.0.0.0/16"),
    example: "10.0.0.0/16",
  },
} satisfies Readonly<Record<string, Setting>>;

/** The producer's subnets and gateway. */
export const producerNetwork = {
  subnets: {
    ...aboutSubnets,
    schema: z.strictObject({ database: zones, gateway: zones }, "must be a map with database and gateway"),
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
}

/** Whether the ranges make sense to AWS, and with each other. */
export function networkSettingsProblems(settings: GivenNetwork): ConfigProblem[] {
  const { vpcCidr, subnets, ipv4AddressesPerEni } = settings;
  const ranges =
    subnets === undefined || vpcCidr === undefined ? [] : networkProblems({ ...settings, vpcCidr, subnets });
  const room = gatewayAddressProblems(subnets?.["gateway"] ?? {}, ipv4AddressesPerEni ?? 1);
  return [
    ...ranges.map((said) => fieldProblem([], said)),
    ...room.map((said) =>
      fieldProblem(said.startsWith("subnets.") ? ["subnets", "gateway"] : [], said.replace(/^subnets\./, "")),
    ),
  ];
}
