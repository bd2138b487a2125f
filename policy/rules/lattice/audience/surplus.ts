import { covered, isCidr, rangesOverlap } from "../../../../aws/address-ranges";
import { audience, type Audience } from "../../../../reachability/audience";
import { isUnknown, known, onlyKnown, type Maybe } from "../../../../reachability/maybe";
import { proxiesOf } from "../../../../reachability/proxy";
import type { Topology } from "../../../../reachability/topology";
import type { Finding } from "../../../framework/rule";
import type { Declaration } from "./declaration";
import type { Proof, Subject } from "./proof";

type Admission = Audience["clients"][number];

/** Who reaches a database, or may let himself in, beyond its declaration: only what no value still unknown can change. */
export function surplus(proof: Proof, subject: Subject, declaration: Declaration): readonly Finding[] {
  if (declaration.open) return [];
  const { clients } = audience(around(proof, subject), subject.database);
  const sure = clients.filter(({ verdict, account }) => verdict === "open" && !declaration.entries.includes(account));
  return [
    ...strangePrincipals(proof, subject, declaration),
    ...sure.flatMap((admission) =>
      admission.route === "direct"
        ? besideTheGateway(proof, subject, declaration, admission)
        : byLattice(proof, subject, declaration, admission),
    ),
  ];
}

/** What is sure to lead to a database; of a stack with many, the rest would be asked in vain. */
function around(proof: Proof, subject: Subject): Topology {
  const { configurations, sharedIds } = subject;
  const resourceAssociations = proof.topology.resourceAssociations.filter(
    ({ configurationId }) => !isUnknown(configurationId) && sharedIds.has(configurationId),
  );
  return { ...proof.topology, configurations, resourceAssociations, shares: proof.sharesOf(subject) };
}

/** How to mend it, but for what the finding itself says. */
const orDeclare = "or declare them, if they are meant, in sharedWith (or the setting audience).";

function strangePrincipals(proof: Proof, subject: Subject, { denial, entries }: Declaration): readonly Finding[] {
  if (denial === undefined) return [];
  return proof.sharesOf(subject).flatMap((share) => {
    const principals = onlyKnown((known(share.principals) ?? []).map(({ principal }) => principal));
    const strange = principals.filter((principal) => !entries.includes(principal));
    return strange.map((principal) => ({
      ...blame(proof, share.arn, subject),
      at: "this share",
      what: `lets ${principal} use ${proof.nameOf(subject.database.id)}, whom ${denial}`,
      fix: `Take ${principal} out of the share, ${orDeclare}`,
    }));
  });
}

function besideTheGateway(
  proof: Proof,
  subject: Subject,
  declaration: Declaration,
  { source, vpcId, linkId }: Admission,
): readonly Finding[] {
  const who = strangers(proof, subject, declaration, source, vpcId);
  if (who === undefined) return [];
  return [
    {
      ...blame(proof, subject.database.id, subject),
      at: "its security groups",
      what: `admit ${who} ${placeOf(proof, vpcId, linkId)}, past the resource gateway, ${notNamed(declaration)}`,
      fix: `Let them admit only the gateway's security group, ${orDeclare}`,
    },
  ];
}

/** Where they are, and what leads them here. */
function placeOf({ nameOf }: Proof, vpcId: Maybe<string> | undefined, linkId: string | undefined): string {
  if (linkId === undefined) return "of its VPC";
  const place = vpcId === undefined ? "outside AWS" : isUnknown(vpcId) ? "of another VPC" : `of ${nameOf(vpcId)}`;
  return `${place} through ${nameOf(linkId)}`;
}

/** As the end of a sentence on somebody. */
const notNamed = ({ denial = "no share names" }: Declaration): string => `whom ${denial}`;

/** Whom a source stands for, in words; none where it is declared, the gateway's own, or not certain. */
function strangers(
  { topology, nameOf }: Proof,
  { database, configurations }: Subject,
  { denial, entries }: Declaration,
  source: Admission["source"],
  vpcId: Maybe<string> | undefined,
): string | undefined {
  if (typeof source === "string") return source === "every client" ? source : undefined;
  if ("securityGroupId" in source) {
    const id = source.securityGroupId;
    const own = groupsOnTheWay(topology, database, configurations);
    // What a program lets in by name it means to let in, where nothing else says whom.
    const meant = denial === undefined || own?.includes(id) !== false;
    return meant || entries.includes(id) || entries.includes(nameOf(id)) ? undefined : `what carries ${nameOf(id)}`;
  }
  if ("prefixListId" in source && [source.prefixListId, nameOf(source.prefixListId)].some((it) => entries.includes(it)))
    return undefined;
  const ranges =
    "cidr" in source ? [source.cidr] : topology.prefixLists.find((it) => it.id === source.prefixListId)?.cidrs;
  const inside = topology.vpcs.find(({ id }) => id === vpcId)?.cidr;
  if (ranges === undefined || isUnknown(ranges)) return undefined;
  const strange = ranges.filter(
    (range) => (vpcId === undefined || isInside(range, inside)) && !covered(range, entries.filter(isCidr)),
  );
  return strange.length === 0 ? undefined : `addresses in ${strange.join(", ")}`;
}

/** Everyone's range is in every VPC, known or not. */
const isInside = (range: string, vpc: Maybe<string> | undefined): boolean =>
  covered("0.0.0.0/0", [range]) || (vpc !== undefined && !isUnknown(vpc) && rangesOverlap(range, vpc));

/**
 * What the gateways carry and the database's proxies, who are asked whom they admit themselves. Undefined while one of
 * them, or what it carries, is not known.
 */
function groupsOnTheWay(
  topology: Topology,
  database: Subject["database"],
  configurations: Subject["configurations"],
): readonly string[] | undefined {
  const gateways = configurations.map(({ gatewayId }) => topology.gateways.find(({ id }) => id === gatewayId));
  const groups = [...gateways, ...proxiesOf(topology, database)].map((it) => {
    return known(it?.securityGroupIds ?? { unknownUntil: "" });
  });
  return groups.every((it) => it !== undefined) ? groups.flat() : undefined;
}

/** A way through VPC Lattice that this stack itself has built, for its own account or another one's. */
function byLattice(
  proof: Proof,
  subject: Subject,
  declaration: Declaration,
  { account, entryId, source, vpcId }: Admission,
): readonly Finding[] {
  const { denial, entries } = declaration;
  const isOwn = account === subject.database.account;
  // Of an account that is not known, or of a unit, nobody can say here who it is; ways of one's own are meant, where
  // nothing else says whom the database is for.
  const isSure = /^\d{12}$/.test(account) && !entries.some((entry) => entry.startsWith("arn:"));
  if (!isSure || entryId === undefined || (isOwn && denial === undefined)) return [];
  const group = typeof source === "object" && "securityGroupId" in source ? source.securityGroupId : undefined;
  if (group !== undefined && (entries.includes(group) || entries.includes(proof.nameOf(group)))) return [];
  const place = vpcId === undefined || isUnknown(vpcId) ? "a VPC" : proof.nameOf(vpcId);
  return [
    {
      ...blame(proof, entryId, subject),
      at: "this way",
      what: `leads from ${place} to ${proof.nameOf(subject.database.id)} for account ${account}, ${notNamed(declaration)}`,
      fix: `Remove it${isOwn ? "" : ", for it outlives the share it was made by"}, ${orDeclare}`,
    },
  ];
}

/** The resource to blame; the database where it is of another stack. */
function blame({ resourceOf }: Proof, id: string, { database }: Subject): Pick<Finding, "resource"> {
  const resource = resourceOf(id) ?? resourceOf(database.id);
  return resource === undefined ? {} : { resource };
}
