import { isUnknown, unknown, type Maybe } from "../../reachability/maybe";
import { readPolicy, type Statement } from "../../reachability/login/policy";
import type { Role } from "../../reachability/login/role";
import type { Field } from "../../resources/field";
import type { Item } from "../inventory/item";
import type { References } from "../inventory/references";
import { types } from "../inventory/resource-types";

type Statements = Maybe<readonly Statement[]>;

/** IAM roles with every policy they have; undefined where the sources have no role, which says nothing of others. */
export function roles(references: References): readonly Role[] | undefined {
  const items = references.inventory.eachOf(...types.role);
  if (items.length === 0) return undefined;
  const separate = new RolePolicies(references);
  return items.map((item) => {
    const boundary = item.get("permissionsBoundary");
    const limit = boundary.absent || boundary.text() === "" ? undefined : managedPolicy(references, item, boundary);
    return {
      id: item.id,
      arn: item.arn ?? unknown(`${item.name} is created`),
      account: item.account,
      trust: policyIn(item, item.get(item.resource.native ? "assumeRolePolicyDocument" : "assumeRolePolicy")),
      policies: together([...ownPolicies(references, item), ...separate.of(item)]),
      ...(limit === undefined ? {} : { boundary: limit }),
    };
  });
}

/** The policies that resources of their own give to roles. */
class RolePolicies {
  readonly #of = new Map<string, Statements[]>();
  readonly #astray = new Map<string, Statements>();

  constructor(references: References) {
    const { inventory } = references;
    for (const item of inventory.of("aws:iam/rolePolicy:RolePolicy")) {
      this.#add(references, item, item.get("role"), policyIn(item, item.get("policy")));
    }
    for (const item of inventory.of("aws-native:iam:RolePolicy")) {
      this.#add(references, item, item.get("roleName"), policyIn(item, item.get("policyDocument")));
    }
    const attachments = inventory.of("aws:iam/rolePolicyAttachment:RolePolicyAttachment");
    for (const item of [...attachments, ...inventory.of("aws:iam/policyAttachment:PolicyAttachment")]) {
      const policy = managedPolicy(references, item, item.get("policyArn"));
      for (const property of ["role", "roles"]) this.#add(references, item, item.get(property), policy);
    }
    for (const item of inventory.of("aws-native:iam:ManagedPolicy")) {
      this.#add(references, item, item.get("roles"), policyIn(item, item.get("policyDocument")));
    }
  }

  of(role: Item): readonly Statements[] {
    const open = this.#astray.get(role.source.name);
    return [...(this.#of.get(role.id) ?? []), ...(open === undefined ? [] : [open])];
  }

  #add(references: References, item: Item, field: Field, policy: Statements): void {
    const ids = references.many(item, field, types.role);
    if (isUnknown(ids)) this.#astray.set(item.source.name, ids);
    else for (const id of ids) this.#of.set(id, [...(this.#of.get(id) ?? []), policy]);
  }
}

/** What the role itself is given. What was only found there at the last read may be gone by now. */
function ownPolicies(references: References, item: Item): readonly Statements[] {
  const given = (property: string): readonly Field[] => {
    const field = item.get(property);
    return !item.holds(property) ? [] : field.unknown ? [field] : field.items();
  };
  const inline = [...given("inlinePolicies"), ...given("policies")].map((it) => {
    const document = it.get("policyDocument");
    return policyIn(item, document.absent ? it.get("policy") : document);
  });
  return [...inline, ...given("managedPolicyArns").map((it) => managedPolicy(references, item, it))];
}

/** A policy by its ARN: those that AWS keeps are in no state. */
function managedPolicy(references: References, item: Item, field: Field): Statements {
  const policy = references.target(item, field, types.policy);
  if (typeof policy !== "object") return unknown(`the policy ${policy ?? "it names"} is read`);
  if (isUnknown(policy)) return policy;
  return policyIn(policy, policy.get(policy.resource.native ? "policyDocument" : "policy"));
}

function policyIn(item: Item, field: Field): Statements {
  const document = plain(field);
  return document === undefined ? unknown(item.until(field)) : readPolicy(document);
}

/** A value as JSON has it; undefined as soon as a part of it is not known. */
function plain(field: Field): unknown {
  if (!field.known) return undefined;
  if (field.isObject()) {
    const parts = field.entries().map(([key, part]) => [key, plain(part)] as const);
    return parts.some(([, part]) => part === undefined) ? undefined : Object.fromEntries(parts);
  }
  const items = field.items();
  if (items.length === 1 && items[0] === field) return field.flag() ?? field.text();
  const parts = items.map(plain);
  return parts.includes(undefined) ? undefined : parts;
}

function together(all: readonly Statements[]): Statements {
  const open = all.find(isUnknown);
  return open ?? all.flatMap((it) => (isUnknown(it) ? [] : it));
}
