import type { Client } from "../../reachability/client";
import { isCidr } from "../../aws/address-ranges";
import type { ListedClient } from "../clients";
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
  const said = from.outputs.flatMap(({ stack, name, places }): AskedClient[] =>
    places === undefined ? [] : [{ name: `${stack}.${name}`, places }],
  );
  const computers = from.clients.filter(({ kind }) => !["security group", "subnet", "vpc"].includes(kind));
  const found = [...said, ...computers.map((client) => asked(client, from))];
  const served = new Set(found.flatMap(({ places }) => places.map(({ account }) => account)));
  const vpcs = from.clients.filter(
    ({ kind, places }) => kind === "vpc" && places.every((it) => !served.has(it.account)),
  );
  return [...found, ...vpcs.map((client) => asked(client, from))];
}

function asked(client: ListedClient, { things }: Askable): AskedClient {
  const thing = things.find(({ urn }) => urn === client.urn);
  return { name: thing === undefined ? client.id : `${stackOf(thing)}:${thing.logicalName}`, places: client.places };
}

function declared(name: string, { outputs }: Askable): readonly Candidate[] {
  return outputs.flatMap((output): Candidate[] => {
    const { stack, places } = output;
    if (places === undefined || (name !== stack && !isOutput(output, name))) return [];
    return [{ label: `${stack}.${output.name}`, places }];
  });
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
