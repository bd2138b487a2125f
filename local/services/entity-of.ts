import type { Entity, Kind } from "../state/store";
import type { Caller } from "./services";

/** An entity of the caller's. `caller` may carry more than its account and Region (a provider's call does). */
export function entityOf<T>(kind: Kind<T>, id: string, arn: string, caller: Caller, data: T): Entity<T> {
  return { kind, id, arn, account: caller.account, region: caller.region, data };
}
