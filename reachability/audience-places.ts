import { vpcById } from "./by-id";
import type { Client } from "./client";
import { vpcsJoined } from "./links";
import { isUnknown, onlyKnown } from "./maybe";
import type { Database, Topology } from "./topology";

/** Somebody in each VPC from which a way may lead: the database's, those with a way in, and those that are joined with one. */
export function placesOf(topology: Topology, { vpcId, account, region }: Database): readonly Client[] {
  const entries = [...topology.vpcAssociations, ...topology.endpoints];
  const owners = new Map<string, string>(isUnknown(vpcId) ? [] : [[vpcId, account]]);
  for (const it of entries) if (!isUnknown(it.vpcId)) owners.set(it.vpcId, it.account);
  const reached = onlyKnown([vpcId, ...topology.endpoints.map((it) => it.vpcId)]);
  const joined = [...new Set(reached)].flatMap((it) => vpcsJoined(topology, it));
  return [...new Set([...owners.keys(), ...joined])].map((id) => {
    const vpc = vpcById(topology, id);
    return {
      account: vpc?.account ?? owners.get(id) ?? "an account that is not known",
      region: vpc?.region ?? region,
      vpcId: id,
      securityGroupIds: [],
    };
  });
}
