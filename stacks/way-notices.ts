import { pulumiCommand } from "./pulumi-command";
import type { ProducerSettings } from "./settings";
import type { Databases } from "./shared-databases";

/** What keeps everyone from the databases of a producer, as far as its configuration alone decides it. */
export function producerWayNotices(stack: string, databases: ProducerSettings["databases"]): string[] {
  const names = Object.keys(databases);
  const [first] = names;
  if (first === undefined || Object.values(databases).some(({ sharedWith }) => sharedWith.length > 0)) return [];
  const key = `lattice-db:databases.${first}.sharedWith[0]`;
  return [
    `No database is shared with anybody (${names.join(", ")}): nobody gets through the resource gateway. Name an account:` +
      `\n  ${pulumiCommand(`config set --path '${key}' ACCOUNT -s ${stack}`)}`,
  ];
}

/** What a consumer brings to its way. */
interface Consumer {
  readonly acceptShares: boolean;
  /** Undefined before its first deployment: later the invitation is answered, one way or the other. */
  readonly had?: readonly string[] | undefined;
}

/**
 * Shares whose invitation a consumer's first deployment leaves unanswered, or answers though there is none: the update
 * would fail at AWS. Nothing of a contract that does not say whether there are invitations.
 * @param databases Those whose shares RAM has not shown (`unseen-shares.ts`), so that the contract's word is all there is.
 */
export function consumerWayNotices(stack: string, { acceptShares, had }: Consumer, databases: Databases): string[] {
  if (had !== undefined) return [];
  const said = (external: boolean): string =>
    Object.entries(databases)
      .filter(([, { allowExternalPrincipals }]) => allowExternalPrincipals === external)
      .map(([name]) => name)
      .join(", ");
  const [within, beyond] = [said(false), said(true)];
  if (acceptShares && within !== "") {
    return [
      `The producer shares ${within} within its organisation only, where AWS RAM sends no invitation: accepting one will fail.` +
        `\n  ${pulumiCommand(`config set lattice-db:acceptShares false -s ${stack}`)}`,
    ];
  }
  if (acceptShares || beyond === "") return [];
  return [
    `The producer shares ${beyond} also beyond its organisation. If this account is not in it, AWS RAM has sent an ` +
      "invitation, and until it is accepted (within 12 hours) this stack cannot take the database:" +
      `\n  ${pulumiCommand(`config set lattice-db:acceptShares true -s ${stack}`)}`,
  ];
}
