import { parseArn } from "../../aws/arn";
import { isUnknown, onlyKnown, unknown, type Maybe } from "../../reachability/maybe";
import type { Share, SharePrincipal, Topology } from "../../reachability/topology";
import type { Token } from "../../resources/tokens";
import { acceptances, type Acceptances } from "./acceptances";
import type { Item } from "../inventory/item";
import type { References } from "../inventory/references";
import { types } from "../inventory/resource-types";

/** A share as it is put together from the resources that add to it. */
interface Draft {
  readonly arn: string;
  readonly account: string;
  readonly resources: Maybe<string>[];
  readonly principals: Maybe<string>[];
}

const shareable = [...types.configuration, ...types.network] as const;

/** What carries resources or principals of a share, with the property that names the share: none is the share itself. */
const parts = {
  "aws:ram/resourceAssociation:ResourceAssociation": "resourceShareArn",
  "aws:ram/principalAssociation:PrincipalAssociation": "resourceShareArn",
  "aws:ram/resourceShareAssociationsExclusive:ResourceShareAssociationsExclusive": "resourceShareArn",
  "aws-native:ram:ResourceShare": undefined,
} as const;
const partTypes = Object.keys(parts) as readonly (keyof typeof parts)[];

/** RAM shares with what they carry and whom they name. */
export function shares(references: References): Topology["shares"] {
  const accepted = acceptances(references);
  const drafts = new Map<string, Draft>();
  for (const { id, account } of references.inventory.eachOf(...types.share)) draft(drafts, id, account);
  for (const item of references.inventory.of(...partTypes)) {
    const share = shareOf(references, item);
    const whole = draft(drafts, share ?? `a share of ${item.name}`, accountOf(share) ?? item.account);
    whole.resources.push(...valuesOf(references, item, ["resourceArn", "resourceArns"], shareable));
    whole.principals.push(...valuesOf(references, item, ["principal", "principals"], []));
    // Of a share that is not known yet, either part says nothing of the other.
    if (share === undefined) leaveOpen(whole, item);
  }
  return [...drafts.values()].flatMap((it) => shareNodes(it, accepted));
}

function draft(drafts: Map<string, Draft>, arn: string, account: string): Draft {
  const found = drafts.get(arn) ?? { arn, account, resources: [], principals: [] };
  drafts.set(arn, found);
  return found;
}

function shareOf(references: References, item: Item): string | undefined {
  const property = parts[item.resource.type as keyof typeof parts];
  const share = property === undefined ? item.id : references.one(item, item.get(property), types.share);
  return typeof share === "string" ? share : undefined;
}

function accountOf(share: string | undefined): string | undefined {
  return share === undefined ? undefined : parseArn(share)?.account;
}

function valuesOf(
  references: References,
  item: Item,
  properties: readonly string[],
  tokens: readonly Token[],
): readonly Maybe<string>[] {
  return properties.flatMap((property): readonly Maybe<string>[] => {
    const field = item.get(property);
    if (field.absent) return [];
    const many = references.many(item, field, tokens);
    if (!isUnknown(many)) return many;
    const each = field.known ? field.items() : [field];
    return each.map((it) => references.one(item, it, tokens) ?? unknown(item.until(it)));
  });
}

function leaveOpen(whole: Draft, item: Item): void {
  const open = unknown(`the share of ${item.name} is known`);
  if (whole.resources.length === 0) whole.resources.push(open);
  if (whole.principals.length === 0) whole.principals.push(open);
}

/** Beside the share there stands a second one of the same ARN for the resources of it that are not known yet. */
function shareNodes({ arn, account, resources, principals }: Draft, accepted: Acceptances): readonly Share[] {
  const named = principals.map((principal): SharePrincipal => {
    const open = isUnknown(principal) ? principal : accepted({ arn, account }, principal);
    return { principal, accepted: open };
  });
  const open = resources.find(isUnknown);
  const whole = { arn, account, resourceIds: onlyKnown(resources), principals: named };
  return open === undefined ? [whole] : [whole, { ...whole, resourceIds: open }];
}
