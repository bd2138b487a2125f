import { vpcById } from "./by-id";
import { followsDatabase } from "./groups";
import { carries, refersTo } from "./lookup";
import { isUnknown, unknown, type Maybe } from "./maybe";
import { databaseName, gatewayOf, type LatticePath, type Path } from "./path";
import { pending } from "./pending";
import { customZone, type PrivateDns } from "./private-dns";
import { blocked, firstObstacle, open, undecided, type Finding, type Verdict } from "./verdict";

/** A DNS name a client could use, and what comes of it. */
export interface ClientName {
  readonly name: Maybe<string>;
  /** `database`: its own (or its RDS Proxy's); `custom`: the configuration's; `lattice`: made by VPC Lattice. */
  readonly kind: "database" | "custom" | "lattice";
  /** Whether it leads the client this way. */
  readonly resolves: Verdict;
  /** Whether the certificate names it: otherwise `verify-full` (MySQL: `VERIFY_IDENTITY`) refuses. */
  readonly verifyFull: Verdict;
  readonly reason: string;
}

/** Inside the database's VPC its own name is the only one. */
export function directNames({ database }: Path): readonly ClientName[] {
  return [named(database.address, "database", open(`in its VPC the name of ${databaseName(database)} leads to it`))];
}

/** The names for a way through VPC Lattice: the database's own first, as its certificate holds no other. */
export function latticeNames(path: LatticePath): readonly ClientName[] {
  const { database, configuration } = path;
  const custom = configuration?.customDomainName;
  const isOther = custom !== undefined && refersTo(database.address, isUnknown(custom) ? "" : custom) !== true;
  return [
    named(database.address, "database", ownZone(path)),
    ...(isOther ? [named(custom, "custom", zone(path, custom))] : []),
    ...generated(path).map((name) => named(name, "lattice", generatedFinding(name))),
  ];
}

function named(name: Maybe<string>, kind: ClientName["kind"], { verdict, reason }: Finding): ClientName {
  if (kind === "database") return { name, kind, resolves: verdict, verifyFull: "open", reason };
  // A custom domain that is not known yet may turn out to be the database's own name.
  const verifyFull = kind === "custom" && isUnknown(name) ? "unknown" : "blocked";
  return { name, kind, resolves: verdict, verifyFull, reason: `${reason}; the certificate does not name it` };
}

/**
 * Of an ARN configuration AWS brings a private zone for the database's name into every VPC that reaches it, whatever
 * the consumer asked for, but not into the gateway's own VPC (VPC Lattice user guide, "Resource configurations"; two
 * tests of 2025 saw none on a plain VPC association, decision 0080). Otherwise the name must be the custom domain.
 */
function ownZone(path: LatticePath): Finding {
  const { database, configuration } = path;
  const custom = configuration?.customDomainName;
  if (configuration !== undefined && followsDatabase(configuration)) {
    return firstObstacle([placeFinding(path), open(`AWS brings a zone for the name of ${database.name} into the VPC`)]);
  }
  const same = custom !== undefined && (isUnknown(custom) ? undefined : refersTo(database.address, custom));
  if (same === true) return zone(path, database.address);
  if (same === undefined) return undecided("whether the custom domain is the database's name is not known", "name it");
  return blocked(
    `the name of ${database.name} is no custom domain of the configuration: it answers an address without a way`,
    `set customDomainName to the name of ${database.name}`,
  );
}

/** The zone of a custom domain. */
function zone(path: LatticePath, name: Maybe<string>): Finding {
  const { configuration, entry } = path;
  const association = entry.way === "resource-endpoint" ? undefined : entry.resourceAssociation;
  const { privateDns } = (entry.way === "vpc-association" ? entry.association : entry.endpoint) ?? {};
  const wishes: PrivateDns = privateDns ?? { enabled: unknown("the association's private DNS settings are known") };
  const carried: Finding =
    entry.way === "resource-endpoint" ? open("no service network") : carriesZone(association?.privateDnsEnabled);
  return firstObstacle([placeFinding(path), carried, customZone(wishes, name, configuration?.domainVerified)]);
}

/** The resource association decides first: without it no zone appears anywhere (user guide p. 17). */
function carriesZone(enabled: Maybe<boolean> = unknown("the resource association is read")): Finding {
  if (isUnknown(enabled)) return undecided("whether the resource association has private DNS is not known", "read it");
  if (enabled) return open("the resource association has private DNS");
  return blocked("private DNS is off for the resource association", "set privateDnsEnabled of it");
}

/** Zones come into a VPC with DNS support and host names, and not into the gateway's own. */
function placeFinding(path: LatticePath): Finding {
  const { topology, client } = path;
  const gateway = gatewayOf(path);
  const vpc = vpcById(topology, client.vpcId);
  const dns = vpc?.dns ?? unknown(`the DNS settings of ${client.vpcId ?? "the client's VPC"} are known`);
  const wait = pending("whether a private zone answers there", [dns, gateway?.vpcId]);
  if (wait !== undefined) return wait;
  if (gateway !== undefined && gateway.vpcId === client.vpcId) {
    return blocked(`in ${gateway.id}'s own VPC there is no zone: the name leads to the database itself`, "go directly");
  }
  if (dns === true) return open("the VPC takes private zones");
  return blocked("the client's VPC lacks DNS support or host names", "set enableDnsSupport and enableDnsHostnames");
}

/** What Lattice calls this way; of an ARN configuration the name is on an association that AWS made, and rarely read. */
function generated({ entry, configuration }: LatticePath): readonly Maybe<string>[] {
  const missing = unknown("AWS's own association is read (ListServiceNetworkResourceAssociations)");
  if (entry.way === "vpc-association") return [entry.resourceAssociation?.dnsName ?? missing];
  const names = entry.endpoint.dnsNames ?? missing;
  if (isUnknown(names)) return [names];
  const leads = (to: string): boolean => configuration === undefined || carries(to, configuration) !== false;
  return names.filter(({ configurationId }) => leads(configurationId)).map(({ name }) => name);
}

function generatedFinding(name: Maybe<string>): Finding {
  if (isUnknown(name)) return undecided(`VPC Lattice's name is unknown until ${name.unknownUntil}`, "list it");
  return open("VPC Lattice's name is in public DNS, with private addresses");
}
