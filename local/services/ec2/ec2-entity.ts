import type { Entity, Kind } from "../../state/store";
import { arnOf } from "../../../aws/arn";
import { entityOf } from "../entity-of";
import type { Caller } from "../services";

/** An entity of EC2, whose ARNs all end in `<noun>/<id>` with the noun of the kind. */
export function ec2Entity<T>(kind: Kind<T>, id: string, owner: Caller, data: T): Entity<T> {
  const noun = kind.slice("ec2:".length);
  return entityOf(kind, id, arnOf(owner, "ec2", `${noun}/${id}`), owner, data);
}
