import { linksBetween, type Link } from "./links";
import { isUnknown } from "./maybe";
import type { Path } from "./path";
import type { ResourceGateway } from "./topology";

/** What joins the gateway's VPC with the database's; none where they are one, or not joined. */
export function gatewayLink(
  { topology, database }: Pick<Path, "topology" | "database">,
  { vpcId }: ResourceGateway,
): Link | undefined {
  const far = database.vpcId;
  if (isUnknown(vpcId) || isUnknown(far) || vpcId === far) return undefined;
  return linksBetween(topology, vpcId, far)[0];
}
