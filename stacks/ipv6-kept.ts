import { getSubnet } from "@pulumi/aws/ec2/getSubnet";

import { isCidr } from "../aws/address-ranges";
import type { StackConfig } from "./config";
import { configError } from "./config-error";
import { configKey, NAMESPACE, problem } from "./config-problem";
import type { Outputs } from "./own-outputs";
import { subnetIdsHad } from "./subnet-ids-had";

/**
 * Whether IPv6 may be as the configuration has it, beside what the last deployment left: AWS takes no range from subnets in
 * which something has addresses of it, nor from a VPC with such subnets.
 * @returns What a person should know: that a gateway that is there gets no other addresses.
 * @throws pulumi.RunError where IPv6 was on and is to go.
 */
export async function checkIpv6(stack: string, config: StackConfig, before: Outputs | undefined): Promise<string[]> {
  const isBrought = "network" in config && config.network !== undefined;
  const [subnetId] = isBrought ? [] : subnetIdsHad(before, "client", "subnetIds");
  const had = subnetId === undefined ? undefined : await hasIpv6(subnetId);
  if (had === undefined || had === config.ipv6) return [];
  if (!had) return config.role === "producer" ? [STAYS] : [];
  const text = "must stay true: AWS takes no IPv6 range from subnets in which something stands";
  const edits = [{ key: configKey(NAMESPACE, ["ipv6"]), value: "true" }];
  throw configError(stack, [{ ...problem(["ipv6"], text), edits }]);
}

const STAYS =
  "The resource gateway keeps its IPv4 addresses alone, since AWS changes none: databases and their subnets get IPv6 " +
  "beside it, and consumers notice nothing. A new stack's gateway has both.";

/** Undefined where the subnet is gone. */
async function hasIpv6(id: string): Promise<boolean | undefined> {
  try {
    const { ipv6CidrBlock } = await getSubnet({ id });
    return isCidr(ipv6CidrBlock);
  } catch {
    return undefined;
  }
}
