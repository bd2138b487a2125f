import { createHash } from "node:crypto";
import type { DnsEntry } from "./entities";

/** `<hash>.vpc-lattice-rsc.<region>.on.aws`: the public domain of all Lattice resource names of a Region. */
export function latticeDomain(region: string): string {
  return `${digest(region).slice(0, 7)}.vpc-lattice-rsc.${region}.on.aws`;
}

/** The hosted zone of `latticeDomain`. */
export function latticeHostedZone(region: string): string {
  return `Z0${digest(`zone ${region}`).slice(0, 18).toUpperCase()}`;
}

/** The name of one association: `snra-….rcfg-….<hash>.vpc-lattice-rsc.<region>.on.aws`. */
export function associationDnsEntry(associationId: string, configurationId: string, region: string): DnsEntry {
  return {
    domainName: `${associationId}.${configurationId}.${latticeDomain(region)}`,
    hostedZoneId: latticeHostedZone(region),
  };
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
