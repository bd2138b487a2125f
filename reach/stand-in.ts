import { createHash } from "node:crypto";
import { arnOf } from "../aws/arn";
import type { Resource } from "../resources/resource";
import type { Item } from "./inventory/item";
import { types } from "./inventory/resource-types";

/** A resource that AWS has not made yet, under the address it may be named by until then. */
function standIn({ resource, account, region }: Item): string | undefined {
  const owner = { account, region };
  if (resource.isOneOf(types.configuration)) {
    return arnOf(owner, "vpc-lattice", `resourceconfiguration/rcfg-${hashOf(resource).slice(0, 17)}`);
  }
  if (resource.isOneOf(types.network)) {
    return arnOf(owner, "vpc-lattice", `servicenetwork/sn-${hashOf(resource).slice(0, 17)}`);
  }
  if (!resource.isOneOf(types.share)) return undefined;
  const hash = hashOf(resource);
  const uuid = [hash.slice(0, 8), hash.slice(8, 12), hash.slice(12, 16), hash.slice(16, 20), hash.slice(20, 32)];
  return arnOf(owner, "ram", `resource-share/${uuid.join("-")}`);
}

const hashOf = ({ urn }: Resource): string => createHash("sha256").update(urn).digest("hex");

/**
 * ARNs under which a planned resource configuration, service network or share may be named in a contract that is given
 * by value, so that a consumer can be previewed before its producer is deployed: the reader knows whom they stand for.
 * None of what exists.
 */
export function standInsOf(item: Item): readonly string[] {
  const found = item.exists ? undefined : standIn(item);
  return found === undefined ? [] : [found];
}
