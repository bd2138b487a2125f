import { isUnknown, onlyKnown } from "../../../../reachability/maybe";
import type { Resource } from "../../../../resources/resource";
import type { Link, Stack } from "../../../../resources/stack";
import { configurationTypes, networkTypes } from "../../../../resources/type-pairs";
import type { Proof, Subject } from "./proof";

/** Whom a database is for, as somebody has said it. */
export interface Declaration {
  /** Completes «whom …» for somebody it does not name. None where the shares themselves are all there is. */
  readonly denial?: string;
  /** Accounts, ARNs of organisations and units, security groups (ids or names), address ranges. */
  readonly entries: readonly string[];
  /** Not all of it is known yet. */
  readonly open: boolean;
}

/** The setting by which an organisation says whom its databases are for, by the database's name. */
export type AudienceSetting = Readonly<Record<string, unknown>>;

const component = "lattice-db:index:ResourceShare";
const gateway = "lattice-db:index:ResourceGateway";

/** Properties of this project's own component that say whom something is shared with. */
export const declarationReads = { [component]: ["accountIds", "organizationArns", "resourceArns"] } as const;

/**
 * Whom a database is for: by the pack's setting where that names it, else by the share components of this project, else
 * by its shares. A configuration that this project's gateway made is for nobody whom no share component names.
 */
export function declarationsIn(
  stack: Stack,
  proof: Proof,
  setting: AudienceSetting,
): (subject: Subject) => Declaration | undefined {
  const components = componentsIn(stack, proof);
  return (subject) => {
    const key = namesOf(proof, subject).find((name) => Object.hasOwn(setting, name));
    if (key === undefined) return ofComponents(components, proof, subject) ?? ofShares(proof, subject);
    return { denial: `the setting audience of "${key}" does not name`, entries: textsIn(setting[key]), open: false };
  };
}

function namesOf({ resourceOf }: Proof, { database, configurations }: Subject): readonly string[] {
  const resources = [database, ...configurations].flatMap(({ id }) => resourceOf(id) ?? []);
  return [database.name, ...resources.flatMap(({ name, urn }) => [name, urn])];
}

function textsIn(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).filter((it) => typeof it === "string");
}

/** This project's components in a stack. */
interface Components {
  /** Its share components, by the id of what each shares. */
  readonly shares: ReadonlyMap<string, readonly Resource[]>;
  /** Of one of them it is not known what it shares. */
  readonly open: boolean;
  /** Its gateways are told, so that a configuration can be one of theirs. */
  readonly gateways: boolean;
}

function componentsIn(stack: Stack, proof: Proof): Components {
  const shares = new Map<string, readonly Resource[]>();
  let open = false;
  for (const share of stack.ofType(component)) {
    const { resources, certain } = sharedBy(stack, share);
    open ||= !certain;
    const ids = resources.flatMap((resource) => proof.idOf(resource) ?? []);
    for (const id of ids) shares.set(id, [...(shares.get(id) ?? []), share]);
  }
  return { shares, open, gateways: stack.resources.some(({ type }) => type === gateway) };
}

function ofComponents(components: Components, proof: Proof, subject: Subject): Declaration | undefined {
  const { shares, open, gateways } = components;
  const own = [...new Set([...subject.sharedIds].flatMap((id) => shares.get(id) ?? []))];
  const made = gateways && subject.configurations.some(({ id }) => isOfOurGateway(proof.resourceOf(id)));
  if (own.length === 0 && !made) return open ? { entries: [], open } : undefined;
  const accounts = own.map((share) => share.input("accountIds"));
  // Left out where no organisation is named.
  const organizations = own.map((share) => share.input("organizationArns"));
  const items = [...accounts, ...organizations].flatMap((field) => field.items());
  const names = own.map(({ name }) => `ResourceShare "${name}"`).join(" and ");
  return {
    denial: own.length === 0 ? "no ResourceShare names" : `${names} ${own.length === 1 ? "does" : "do"} not name`,
    entries: items.flatMap((item) => item.text() ?? []),
    open:
      open ||
      [...accounts, ...items].some((field) => field.absent || field.unknown) ||
      organizations.some((field) => field.unknown),
  };
}

/** What a share component shares. */
function sharedBy(stack: Stack, share: Resource): Link {
  const field = share.input("resourceArns");
  const links = field.entries().map(([, arn]) => stack.follow(share, arn, ...configurationTypes, ...networkTypes));
  return {
    resources: links.flatMap(({ resources }) => resources),
    foreign: links.flatMap(({ foreign }) => foreign),
    certain: field.known && links.every(({ certain }) => certain),
  };
}

const isOfOurGateway = (configuration: Resource | undefined): boolean =>
  configuration?.urn.includes(`${gateway}$`) === true;

function ofShares(proof: Proof, subject: Subject): Declaration | undefined {
  const shares = proof.sharesOf(subject);
  if (shares.length === 0) return undefined;
  const lists = shares.map(({ principals }) => principals);
  const principals = onlyKnown(lists).flatMap((list) => list.map(({ principal }) => principal));
  return { entries: onlyKnown(principals), open: lists.some(isUnknown) || principals.some(isUnknown) };
}
