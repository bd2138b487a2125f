import type { Entity, Kind } from "../../cloud/store";
import { arnOf } from "../arn";
import type { Caller } from "../services";

/** An entity of EC2, whose ARNs all end in `<noun>/<id>` with the noun of the kind. */
export function ec2Entity<T>(kind: Kind<T>, id: string, owner: Caller, data: T): Entity<T> {
  const noun = kind.slice("ec2:".length);
  const { account, region } = owner;
  return { kind, id, arn: arnOf(owner, "ec2", `${noun}/${id}`), account, region, data };
}
