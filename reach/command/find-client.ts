import type { Client } from "../../reachability/client";
import { isCidr } from "../../aws/address-ranges";
import type { ListedClient } from "../clients/clients";
import { ambiguous, unheardOf, type Askable, type AskedClient } from "./askable";
import { placesInRange } from "./places-in-range";
import { isOutput, stackOf, thingNamed, thingsNamed } from "./things-named";

/** Something the name may mean. */
interface Candidate {
  /** By which it can be told from the others. */
  readonly label: string;
  readonly places: readonly Client[];
}

/**
 * The client of a name: an output that says where a client is (also by its stack's name alone), a resource that has
 * interfaces in a VPC, a security group, a subnet, a VPC, or a range of addresses.
 * @param securityGroups Names of those it carries, in place of its own.
 * @throws NotFound
 */
export function clientNamed(name: string, from: Askable, securityGroups: readonly string[] = []): AskedClient {
  const found = isCidr(name) ? inRange(name, from) : [...declared(name, from), ...listed(name, from)];
  const different = [...new Map(found.map((it) => [JSON.stringify(it.places), it])).values()];
  const [only, ...more] = different;
  if (only === undefined) throw unheardOf("--from", name, "client", clientNames(from));
  if (more.length === 0) return { name, places: carrying(only.places, securityGroups, from) };
  throw ambiguous(
    "--from",
    name,
    different.map(({ label }) => label),
  );
}

function carrying(places: readonly Client[], names: readonly string[], from: Askable): readonly Client[] {
  if (names.length === 0) return places;
  const securityGroupIds = names.map((name) => thingNamed("--security-group", name, from).id);
  return places.map((place) => ({ ...place, securityGroupIds }));
}

/** The names under which clients can be asked for. */
export function clientNames(from: Askable): readonly string[] {
  return likelyClients(from).map(({ name }) => name);
}

/**
 * The clients of a table: what a program says is one, what computes, and where an account has neither, its VPCs.
 */
export function likelyClients(from: Askable): readonly AskedClient[] {
  const computers = from.clients.filter(({ kind }) => !["security group", "subnet", "vpc"].includes(kind));
  const served = new Set(computers.flatMap(({ places }) => places.map(({ account }) => account)));
  const vpcs = from.clients.filter(
    ({ kind, places }) => kind === "vpc" && places.every((it) => !served.has(it.account)),
  );
  return [...computers, ...vpcs].map((client) => asked(client, from));
}

function asked(client: ListedClient, { things }: Askable): AskedClient {
  const { kind, id, urn, places } = client;
  if (kind === "stack output") return { name: `${stackOfUrn(urn)}.${id}`, places };
  const thing = things.find((it) => it.urn === urn);
  return { name: thing === undefined ? id : `${stackOf(thing)}:${thing.logicalName}`, places };
}

/** What a program says is a client, by its output's name or by the stack's alone. */
function declared(name: string, { clients }: Askable): readonly Candidate[] {
  return clients
    .filter(({ kind }) => kind === "stack output")
    .map(({ id, urn, places }) => ({ output: { stack: stackOfUrn(urn), name: id }, places }))
    .filter(({ output }) => name === output.stack || isOutput(output, name))
    .map(({ output, places }) => ({ label: `${output.stack}.${output.name}`, places }));
}

function stackOfUrn(urn: string): string {
  return /^urn:pulumi:(.+?)::/.exec(urn)?.[1] ?? urn;
}

function listed(name: string, from: Askable): readonly Candidate[] {
  return thingsNamed(name, from).flatMap((thing) =>
    from.clients
      .filter(({ urn }) => urn === thing.urn)
      .map(({ kind, id, places }) => ({ label: `${id}  (${kind} ${thing.logicalName} of ${stackOf(thing)})`, places })),
  );
}

function inRange(range: string, { topology }: Askable): readonly Candidate[] {
  return placesInRange(range, topology).map((place) => ({
    label: `${place.subnetId ?? place.vpcId ?? place.account}  (has ${range})`,
    places: [place],
  }));
}
