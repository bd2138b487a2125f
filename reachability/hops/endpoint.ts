import { clientAdmission } from "../client-admission";
import { childRefusal } from "../groups";
import { hop, type Hop } from "../hop";
import { carries } from "../lookup";
import { isUnknown } from "../maybe";
import { later, pending } from "../pending";
import { clientName, gatewayOf, type LatticePath } from "../path";
import type { Endpoint } from "../topology";
import { blocked, open, undecided, firstObstacle, type Finding } from "../verdict";
import { zonesOf } from "../zones";

/** An endpoint in the client's VPC, in a zone the resource gateway is in too, whose security groups let the client in. */
export function endpointHop(path: LatticePath, endpoint: Endpoint): Hop {
  return hop("endpoint", clientName(path.client), endpoint.id, judge(path, endpoint));
}

function judge(path: LatticePath, endpoint: Endpoint): Finding {
  const { id, securityGroupIds } = endpoint;
  return firstObstacle([
    endpointStanding(path, endpoint),
    isUnknown(securityGroupIds) ? later(id, securityGroupIds) : admission(path, id, securityGroupIds),
  ]);
}

function admission(path: LatticePath, id: string, groups: readonly string[]): Finding {
  if (groups.length === 0) return undecided(`${id} names no security group`, `give ${id} a security group`);
  return clientAdmission(path, groups);
}

/** Whether the endpoint stands and meets the gateway, whomever its security groups admit. */
export function endpointStanding(path: LatticePath, endpoint: Endpoint): Finding {
  return firstObstacle([stateOf(path, endpoint), commonZoneFinding(path, endpoint)]);
}

function stateOf({ configuration }: LatticePath, { id, active, vpcId, target }: Endpoint): Finding {
  const wait = pending(id, [active, vpcId, target]);
  if (wait !== undefined) return wait;
  if (!isUnknown(target) && "configurationId" in target && configuration !== undefined) {
    if (carries(target.configurationId, configuration) !== true) {
      return undecided(`whether ${id} carries ${configuration.id} is not known yet`, "wait until its group is known");
    }
    const alone = childRefusal(id, target.configurationId, configuration);
    if (alone !== undefined) return alone;
  }
  if (active === false) return blocked(`${id} is not available`, `wait for ${id}, or create it anew`);
  return open(`${id} is available`);
}

/** An endpoint and a gateway with no zone in common do not meet. */
function commonZoneFinding(path: LatticePath, endpoint: Endpoint): Finding {
  const gateway = gatewayOf(path);
  // The gateway's own hop reports that it is missing.
  if (gateway === undefined) return open("no gateway to compare zones with");
  const here = zonesOf(path.topology, endpoint.subnetIds);
  const there = zonesOf(path.topology, gateway.subnetIds);
  const question = `whether ${endpoint.id} and ${gateway.id} share a zone`;
  if (isUnknown(here)) return later(question, here);
  if (isUnknown(there)) return later(question, there);
  if (here.some((zone) => there.includes(zone))) return open(`${endpoint.id} and ${gateway.id} share a zone`);
  return blocked(
    `${endpoint.id} (${here.join(", ")}) and ${gateway.id} (${there.join(", ")}) share no availability zone`,
    `put ${endpoint.id} into a subnet in ${there.join(" or ")}`,
  );
}
