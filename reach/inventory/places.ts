import { parseArn } from "../../aws/arn";
import type { Field } from "../../resources/field";
import type { Resource } from "../../resources/resource";
import { isAccountId } from "./identifier";
import type { Source } from "../source";

type Part = "account" | "region";

/**
 * Whose the resources of a stack are, and where. What a resource says of itself counts most, then what its provider is
 * set to, then what the provider's other resources say, at last what the stack's other default providers do. Undefined
 * where nothing says it: as of a stack before its first update whose provider takes both from the environment.
 */
export class Places {
  readonly #evidence: Readonly<Record<Part, Map<string, Set<string>>>> = { account: new Map(), region: new Map() };
  /** What each provider is set to. */
  readonly #settings: Readonly<Record<Part, Map<string, string | undefined>>> = {
    account: new Map(),
    region: new Map(),
  };

  constructor({ stack }: Source) {
    for (const resource of stack.resources) {
      const { providerUrn, external } = resource;
      if (providerUrn === undefined || !/::pulumi:providers:aws(-native)?::/.test(providerUrn)) continue;
      for (const part of ["account", "region"] as const) {
        const found = this.#settingOf(resource, part) ?? (external ? undefined : ownOf(resource, part));
        const known = this.#evidence[part].get(providerUrn) ?? new Set();
        this.#evidence[part].set(providerUrn, known);
        if (found !== undefined) known.add(found);
      }
    }
  }

  of(resource: Resource, part: Part): string | undefined {
    return (
      ownOf(resource, part) ?? this.#settingOf(resource, part) ?? this.#ofProvider(resource.providerUrn ?? "", part)
    );
  }

  /** Of everything its providers manage; undefined among them where it is not known of one. */
  all(part: Part): readonly (string | undefined)[] {
    return [...this.#evidence[part].keys()].map((urn) => this.#ofProvider(urn, part));
  }

  #settingOf(resource: Resource, part: Part): string | undefined {
    const { providerUrn } = resource;
    if (providerUrn === undefined) return undefined;
    const known = this.#settings[part];
    if (!known.has(providerUrn)) known.set(providerUrn, settingOf(resource, part));
    return known.get(providerUrn);
  }

  #ofProvider(urn: string, part: Part): string | undefined {
    const found = this.#evidence[part].get(urn) ?? new Set();
    if (found.size > 0 || !isDefault(urn)) return only(found);
    return only(new Set([...this.#evidence[part]].flatMap(([other, said]) => (isDefault(other) ? [...said] : []))));
  }
}

const isDefault = (urn: string): boolean => /::default(_[0-9_]+)?$/.test(urn);

function only(found: ReadonlySet<string>): string | undefined {
  const [first] = found;
  return found.size === 1 ? first : undefined;
}

function ownOf(resource: Resource, part: Part): string | undefined {
  if (part === "region") return textOf(resource.get("region")) ?? partOfArn(resource, "region");
  const owner = textOf(resource.get("ownerId"));
  return owner !== undefined && isAccountId(owner) ? owner : partOfArn(resource, "account");
}

function partOfArn(resource: Resource, part: Part): string | undefined {
  const arn = textOf(resource.get("arn")) ?? (resource.native ? textOf(resource.get("id")) : undefined);
  const value = arn === undefined ? undefined : parseArn(arn)?.[part];
  return value === undefined || value === "" || (part === "account" && !isAccountId(value)) ? undefined : value;
}

function settingOf(resource: Resource, part: Part): string | undefined {
  if (part === "region") return textOf(resource.provider("region"));
  const allowed = listOf(resource.provider("allowedAccountIds")).map(textOf);
  if (allowed.length === 1) return allowed[0];
  const role = listOf(resource.provider("assumeRoles")).at(-1)?.get("roleArn").text();
  const account = role === undefined ? undefined : parseArn(role)?.account;
  return account !== undefined && isAccountId(account) ? account : undefined;
}

/** A provider's settings are JSON inside a text. */
const listOf = (field: Field): readonly Field[] => field.json()?.items() ?? [];

const textOf = (field: Field): string | undefined => (field.known ? field.text() : undefined);
