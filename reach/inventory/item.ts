import type { Field } from "../../resources/field";
import type { Resource } from "../../resources/resource";
import { unknown, type Maybe } from "../../reachability/maybe";
import { canonicalId, isUniqueId } from "./identifier";
import { types } from "./resource-types";
import type { Source } from "../source";

/** A resource with what a topology says of it: its id there, and whose it is. */
export class Item {
  /**
   * AWS's id where it has one of its own (`vpc-…`, `rcfg-…`), else the ARN, else the URN: always so before the first
   * update, and of what no topology has. The same for a resource that one stack manages and another reads.
   */
  readonly id: string;
  /** It is there already: not planned only. */
  readonly exists: boolean;

  /**
   * @param account 12 digits, or a phrase in their place where it is not known.
   * @param region Likewise, or of the other stacks.
   */
  constructor(
    readonly source: Source,
    readonly resource: Resource,
    readonly account: string,
    readonly region: string,
  ) {
    this.exists = source.kind === "state" || resource.get("id").known;
    this.id = idOf(resource);
  }

  get name(): string {
    return this.resource.name;
  }

  get arn(): string | undefined {
    return arnOf(this.resource);
  }

  get(property: string): Field {
    return this.resource.get(property);
  }

  /** A property that AWS fills in where the program leaves it out: unknown until it has. */
  told(property: string): Field {
    return this.resource.output(property);
  }

  /**
   * What is told of a property holds: the program gives it, or only reads the resource. Else it is what was found there at
   * the last read, and may be gone by now.
   */
  holds(property: string): boolean {
    return this.resource.external || !this.resource.input(property).absent;
  }

  /** Completes «unknown until …» for a field of this resource. */
  until(field: Field): string {
    if (!this.exists) return `${this.name} is created`;
    return `${field.path} of ${this.name} is ${field.secret ? "no secret here" : "known"}`;
  }

  text(field: Field): Maybe<string> | undefined {
    return this.#read(field, (it) => it.text());
  }

  number(field: Field): Maybe<number> | undefined {
    return this.#read(field, (it) => it.number());
  }

  flag(field: Field): Maybe<boolean> | undefined {
    return this.#read(field, (it) => it.flag());
  }

  /** A list of texts; unknown as soon as one of them is, empty where it is left out. */
  texts(field: Field): Maybe<readonly string[]> {
    if (field.absent) return [];
    if (field.unknown) return unknown(this.until(field));
    const items = field.items();
    const texts = items.map((item) => item.text());
    const open = texts.indexOf(undefined);
    return open < 0 ? texts.filter((it) => it !== undefined) : unknown(this.until(items[open] ?? field));
  }

  #read<T>(field: Field, read: (field: Field) => T | undefined): Maybe<T> | undefined {
    return field.absent ? undefined : (read(field) ?? unknown(this.until(field)));
  }
}

/** Types with an id that is theirs alone; a policy, for one, goes by the id of what it is of. */
const { prefixListEntry: _, ...ownIds } = types;
const identified: ReadonlySet<string> = new Set(Object.values(ownIds).flat());

function idOf(resource: Resource): string {
  if (!identified.has(resource.type)) return resource.urn;
  const ids = ["id", "awsId", "prefixListId"].map((property) => canonicalId(resource.get(property).text() ?? ""));
  return ids.find(isUniqueId) ?? arnOf(resource) ?? resource.urn;
}

function arnOf(resource: Resource): string | undefined {
  const told = ["arn", "dbInstanceArn", "dbClusterArn", "dbProxyArn", "id"].map((property) =>
    resource.get(property).text(),
  );
  return told.find((text) => text?.startsWith("arn:") === true && !text.includes(","));
}
