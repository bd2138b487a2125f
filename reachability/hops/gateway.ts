import { followsDatabase } from "../groups";
import { gatewayLink } from "../gateway-link";
import { hop, type Hop } from "../hop";
import { groupsSeen } from "../link-groups";
import { absent } from "../lookup";
import { isUnknown } from "../maybe";
import { later, pending } from "../pending";
import { databaseName, gatewayOf, type BehindEntry } from "../path";
import { admits } from "../security-groups";
import { subnetRanges } from "../subnets";
import type { Database, ResourceGateway } from "../topology";
import { blocked, undecided, type Finding } from "../verdict";

/** The resource gateway is active, can serve the configuration, and its security groups let it out to the database. */
export function gatewayHop(path: BehindEntry): Hop {
  const gateway = gatewayOf(path);
  const from = gateway?.id ?? "a resource gateway";
  return hop(
    "gateway",
    from,
    databaseName(path.database),
    gateway === undefined ? missing(path) : judge(path, gateway),
  );
}

function missing({ topology, configuration, database }: BehindEntry): Finding {
  const id = configuration?.gatewayId;
  if (id !== undefined && isUnknown(id)) {
    return later("the resource gateway", id);
  }
  return absent(
    topology,
    configuration?.account ?? database.account,
    id === undefined ? `no resource gateway leads to ${database.name}` : `there is no resource gateway ${id}`,
    `create a resource gateway in the VPC of ${database.name}`,
  );
}

function judge(path: BehindEntry, gateway: ResourceGateway): Finding {
  const { topology, database, configuration } = path;
  const { id, active, vpcId, securityGroupIds, dnsResolution } = gateway;
  const wait = pending(id, [active, vpcId, dnsResolution]) ?? pending(databaseName(database), [database.vpcId]);
  if (wait !== undefined) return wait;
  if (active === false) return blocked(`${id} is not active`, `wait for ${id}, or create it anew`);
  if (dnsResolution === "IN_VPC" && configuration !== undefined && followsDatabase(configuration)) {
    return blocked(
      `${id} resolves names in its VPC, and such a gateway cannot serve a configuration of type ARN`,
      "use a resource gateway with public resolution (resourceConfigDnsResolution PUBLIC)",
    );
  }
  const mismatch = familyFinding(gateway, database);
  if (mismatch !== undefined) return mismatch;
  if (isUnknown(securityGroupIds)) return later(id, securityGroupIds);
  if (securityGroupIds.length === 0) {
    return undecided(`${id} has no security group`, `give ${id} a security group with egress to the database's port`);
  }
  return admits(topology, securityGroupIds, "egress", database.port, {
    name: databaseName(database),
    securityGroupIds: groupsSeen(topology, gatewayLink(path, gateway), database.securityGroupIds, "egress"),
    cidrs: subnetRanges(topology, database.subnetIds),
    span: "every",
  });
}

/**
 * The gateway's addresses must suit the database's (VPC Lattice user guide, "Resource gateways"). IPv4 serves every
 * database, IPv6 alone those that have both.
 */
function familyFinding({ id, ipAddressType }: ResourceGateway, { name, networkType }: Database): Finding | undefined {
  if (ipAddressType === undefined || ipAddressType === "IPV4" || ipAddressType === "DUALSTACK") return undefined;
  if (isUnknown(ipAddressType)) return later(`which addresses ${id} has`, ipAddressType);
  if (isUnknown(networkType)) return later(`which addresses ${name} has`, networkType);
  const fix = `create a resource gateway of IP address type IPV4 or DUALSTACK for ${name}`;
  if (networkType === "DUAL") return undefined;
  return blocked(`${id} has IPv6 addresses only, and ${name} IPv4 ones`, fix);
}
