import type { Entity, Kind, Reads } from "../../state/store";
import { AwsError } from "../../ground/aws-error";
import { entityOf } from "../entity-of";
import type { Caller } from "../services";
import { policyKind, roleKind, type Policy, type Role } from "./entities";

type Account = Pick<Caller, "account">;

/** An entity of IAM or STS, which are of no Region. */
export function iamEntity<T>(kind: Kind<T>, id: string, arn: string, { account }: Account, data: T): Entity<T> {
  return entityOf(kind, id, arn, { account, region: "" }, data);
}

/** The account's role of this name; names are compared without regard to case. */
export function roleNamed(reads: Reads, { account }: Account, name: string): Entity<Role> | undefined {
  const wanted = name.toLowerCase();
  return reads.list(roleKind, (it) => it.account === account && it.data.roleName.toLowerCase() === wanted)[0];
}

/** The account's role of this name, or `NoSuchEntity`. */
export function findRole(reads: Reads, caller: Account, name: string): Entity<Role> {
  const role = roleNamed(reads, caller, name);
  if (role === undefined) throw new AwsError("NoSuchEntity", `The role with name ${name} cannot be found.`);
  return role;
}

/** The account's own policy of this ARN, or `NoSuchEntity`. */
export function findPolicy(reads: Reads, { account }: Account, arn: string): Entity<Policy> {
  const policy = reads.get(policyKind, arn);
  if (policy?.account !== account) throw new AwsError("NoSuchEntity", `Policy ${arn} was not found.`);
  return policy;
}
