import { audience, type Audience } from "../../reachability/audience";
import { isUnknown, type Maybe } from "../../reachability/maybe";
import type { Source } from "../../reachability/sources";
import type { Database, Topology } from "../../reachability/topology";

/** Who reaches a database, as lists for any form of answer. */
export interface AudienceAnswer {
  readonly database: string;
  /** Whose way is built, or may turn out to be. */
  readonly admitted: readonly Admitted[];
  /** Named by a share, without a way yet: they may build one whenever they like. */
  readonly couldBe: readonly Invited[];
}

export interface Admitted {
  readonly account: string;
  /** Null where it is not known; undefined outside AWS. */
  readonly vpc?: string | null;
  /** Only of these subnets; left out: of all. */
  readonly subnets?: readonly string[];
  /** A security group, a range, a prefix list, `every client` or `unknown clients`. */
  readonly clients: string;
  readonly way: string;
  /** The association or endpoint they come through; null on the direct way. */
  readonly entry: string | null;
  /** What leads them into its VPC: a peering connection, a transit gateway, a VPN or internet gateway; null within it. */
  readonly link: string | null;
  readonly certain: boolean;
}

export interface Invited {
  /** An account, or the ARN of an organisation or organizational unit; null where it is not known. */
  readonly principal: string | null;
  readonly share: string;
  readonly resource: string;
  /** Null where it is not known. */
  readonly accepted: boolean | null;
}

export function audienceAnswer(name: string, topology: Topology, database: Database): AudienceAnswer {
  const found = audience(topology, database);
  const admitted = found.clients.map((it): Admitted => ({
    account: it.account,
    ...(it.vpcId === undefined ? {} : { vpc: known(it.vpcId) }),
    ...(it.subnetIds === undefined ? {} : { subnets: it.subnetIds }),
    clients: sourceName(it.source),
    way: it.route,
    entry: it.entryId ?? null,
    link: it.linkId ?? null,
    certain: it.verdict === "open",
  }));
  return { database: name, admitted: unique(admitted), couldBe: unique(couldBe(found)) };
}

/** An account that has a way already is not named again. */
function couldBe({ principals, clients }: Audience): readonly Invited[] {
  const served = new Set(clients.filter(({ verdict }) => verdict === "open").map(({ account }) => account));
  return principals
    .map(({ principal, shareArn, resourceId, accepted }) => ({
      principal: known(principal),
      share: shareArn,
      resource: resourceId,
      accepted: known(accepted),
    }))
    .filter(({ principal }) => principal === null || !served.has(principal));
}

function sourceName(source: Source): string {
  if (typeof source === "string") return source;
  if ("cidr" in source) return source.cidr;
  return "securityGroupId" in source ? source.securityGroupId : source.prefixListId;
}

function known<T>(value: Maybe<T>): T | null {
  return isUnknown(value) ? null : value;
}

function unique<T>(items: readonly T[]): readonly T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}
