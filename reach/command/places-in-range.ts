import { covered } from "../../aws/address-ranges";
import { outsideClient, type Client } from "../../reachability/client";
import { isUnknown, type Maybe } from "../../reachability/maybe";
import type { Topology } from "../../reachability/topology";

/**
 * Where addresses are: in the subnet that has them all, else in the VPC; several where ranges overlap. Outside AWS where no
 * VPC has them.
 */
export function placesInRange(range: string, topology: Topology): readonly Client[] {
  const has = (cidr: Maybe<string>): boolean => !isUnknown(cidr) && covered(range, [cidr]);
  const address = isAddress(range) ? { sourceIp: range.replace(/\/32$/, "") } : {};
  const around = topology.vpcs.filter((vpc) => has(vpc.cidr));
  if (around.length === 0) return [outsideClient(range.replace(/\/32$/, ""))];
  return around.map(({ id: vpcId, account, region }) => {
    const subnet = topology.subnets.find((it) => it.vpcId === vpcId && has(it.cidr));
    return {
      account,
      region,
      vpcId,
      ...(subnet === undefined ? {} : { subnetId: subnet.id }),
      securityGroupIds: [],
      ...address,
    };
  });
}

const isAddress = (range: string): boolean => !range.includes("/") || range.endsWith("/32");
