import type { Kind, Reads } from "../../state/store";
import { allOwned } from "../owned";
import type { Caller } from "../services";
import { conflict, invalid } from "./errors";

export interface NameRule {
  /** AWS's words for the thing, for messages. */
  readonly what: string;
  /** Characters. */
  readonly least: number;
  readonly most: number;
  /** A beginning that AWS keeps for ids; that of service networks is in CloudFormation's pattern only. */
  readonly reserved: string;
}

/** Refuses what is not lower-case letters, digits and single inner hyphens, or begins as AWS's ids do. */
export function checkName(name: string, { least, most, reserved }: NameRule): void {
  const pattern = `(?!${reserved})(?![-])(?!.*[-]$)(?!.*[-]{2})[a-z0-9-]+`;
  if (!new RegExp(`^${pattern}$`).test(name)) {
    throw invalid(
      `1 validation error detected: Value '${name}' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: ${pattern}`,
    );
  }
  if (name.length < least || name.length > most) {
    const bound = name.length < least ? `greater than or equal to ${least}` : `less than or equal to ${most}`;
    throw invalid(
      `1 validation error detected: Value '${name}' at 'name' failed to satisfy constraint: Member must have length ${bound}`,
    );
  }
}

/** Refuses a name that another thing of the kind has in the account and Region. */
export function checkUnique(
  reads: Reads,
  kind: Kind<{ readonly name: string }>,
  caller: Caller,
  name: string,
  { what }: NameRule,
): void {
  const [other] = allOwned(reads, kind, caller).filter((it) => it.data.name === name);
  if (other !== undefined) throw conflict(`${what} with name ${name} already exists: ${other.id}`);
}
