import { isUnknown, onlyKnown } from "../../../../reachability/maybe";
import type { Resource } from "../../../../resources/resource";
import type { Link, Stack } from "../../../../resources/stack";
import { configurationTypes, networkTypes } from "../../../../resources/type-pairs";
import { sharesOf, type Proof, type Subject } from "./proof";

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
export const declarationReads = { [component]: ["accountIds", "resourceArns"] } as const;

/**
 * Whom a database is for: by the pack's setting where that names it, else by the share components of this project, else
 * by its shares. A configuration that this project's gateway made is for nobody whom no share component names.
 */
export function declarationOf(
  stack: Stack,
  proof: Proof,
  subject: Subject,
  setting: AudienceSetting,
): Declaration | undefined {
  const key = namesOf(proof, subject).find((name) => Object.hasOwn(setting, name));
  if (key !== undefined)
    return { denial: `the setting audience of "${key}" does not name`, entries: textsIn(setting[key]), open: false };
  return ofComponents(stack, proof, subject) ?? ofShares(proof, subject);
}

function namesOf({ resourceOf }: Proof, { database, configurations }: Subject): readonly string[] {
  const resources = [database, ...configurations].flatMap(({ id }) => resourceOf(id) ?? []);
  return [database.name, ...resources.flatMap(({ name, urn }) => [name, urn])];
}

function textsIn(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).filter((it) => typeof it === "string");
}

function ofComponents(stack: Stack, proof: Proof, subject: Subject): Declaration | undefined {
  const components = stack.ofType(component).map((it) => ({ it, link: sharedBy(stack, it) }));
  const own = components.filter(({ link }) => {
    return link.resources.some((resource) => subject.sharedIds.has(proof.idOf(resource) ?? ""));
  });
  const told = stack.resources.some(({ type }) => type === gateway);
  const made = told && subject.configurations.some(({ id }) => isOfOurGateway(proof.resourceOf(id)));
  if (own.length === 0 && !made) return undefined;
  const accounts = own.map(({ it }) => it.input("accountIds"));
  const names = own.map(({ it }) => `ResourceShare "${it.name}"`).join(" and ");
  const items = accounts.flatMap((field) => field.items());
  return {
    denial: own.length === 0 ? "no ResourceShare names" : `${names} ${own.length === 1 ? "does" : "do"} not name`,
    entries: items.flatMap((item) => item.text() ?? []),
    open:
      components.some(({ link }) => !link.certain) ||
      [...accounts, ...items].some((field) => field.absent || field.unknown),
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
  const shares = sharesOf(proof.topology, subject);
  if (shares.length === 0) return undefined;
  const lists = shares.map(({ principals }) => principals);
  const principals = onlyKnown(lists).flatMap((list) => list.map(({ principal }) => principal));
  return { entries: onlyKnown(principals), open: lists.some(isUnknown) || principals.some(isUnknown) };
}
