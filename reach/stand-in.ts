import { createHash } from "node:crypto";
import { arnOf } from "../aws/arn";
import type { Item } from "./inventory/item";
import { types } from "./inventory/resource-types";

/** A resource that AWS has not made yet, under the address it may be named by until then. */
function standIn(item: Item): string | undefined {
  const { type, urn } = item.resource;
  const hash = createHash("sha256").update(urn).digest("hex");
  const owner = { account: item.account, region: item.region };
  if (types.configuration.some((it) => it === type)) {
    return arnOf(owner, "vpc-lattice", `resourceconfiguration/rcfg-${hash.slice(0, 17)}`);
  }
  if (types.network.some((it) => it === type)) {
    return arnOf(owner, "vpc-lattice", `servicenetwork/sn-${hash.slice(0, 17)}`);
  }
  if (!types.share.some((it) => it === type)) return undefined;
  const uuid = [hash.slice(0, 8), hash.slice(8, 12), hash.slice(12, 16), hash.slice(16, 20), hash.slice(20, 32)];
  return arnOf(owner, "ram", `resource-share/${uuid.join("-")}`);
}

/**
 * ARNs under which a planned resource configuration, service network or share may be named in a contract that is given
 * by value, so that a consumer can be previewed before its producer is deployed: the reader knows whom they stand for.
 * None of what exists.
 */
export function standInsOf(item: Item): readonly string[] {
  const found = item.exists ? undefined : standIn(item);
  return found === undefined ? [] : [found];
}
