import type { Audience } from "../../reachability/audience";
import { covered } from "../../aws/address-ranges";
import type { Client } from "../../reachability/client";
import type { Source } from "../../reachability/sources";
import type { Topology } from "../../reachability/topology";

/** Whether an audience lists a client that has one address. */
export function isAdmitted(audience: Audience, topology: Topology, client: Client): boolean {
  const real = topology.vpcs.some((vpc) => vpc.id === client.vpcId && vpc.account === client.account);
  return (
    real &&
    audience.clients.some(
      ({ vpcId, account, source, verdict }) =>
        verdict === "open" && vpcId === client.vpcId && account === client.account && names(source, client),
    )
  );
}

function names(source: Source, { securityGroupIds, sourceIp }: Client): boolean {
  if (typeof source === "string") return source === "every client";
  if ("securityGroupId" in source) return securityGroupIds.includes(source.securityGroupId);
  return "cidr" in source && sourceIp !== undefined && covered(sourceIp, [source.cidr]);
}
