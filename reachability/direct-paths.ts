import type { Client } from "./client";
import { linksFromInternet, linksInto } from "./links";
import { mayReferTo } from "./lookup";
import type { Path } from "./path";
import { publicParts } from "./public-addresses";

/** Inside the database's VPC, or through what leads into it; none where nothing does. */
export function directPaths(path: Path): readonly Path[] {
  const { topology, client, database } = path;
  const sameVpc = client.vpcId !== undefined && mayReferTo(database.vpcId, client.vpcId);
  if (sameVpc) return [path];
  const links = [
    ...linksInto(topology, client, database.vpcId),
    ...(isOnInternet(client) ? linksFromInternet(topology, database.vpcId) : []),
  ];
  return links.map((link) => ({ ...path, link }));
}

/** Also where its address is not known. */
function isOnInternet({ outside, sourceIp }: Client): boolean {
  return outside === true && (sourceIp === undefined || publicParts(sourceIp).length > 0);
}
