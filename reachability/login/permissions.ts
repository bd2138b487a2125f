import { absent } from "../lookup";
import { isUnknown, unknown } from "../maybe";
import { later, pending } from "../pending";
import type { Database, Topology } from "../topology";
import { blocked, open, undecided, type Finding } from "../verdict";
import { decideOwn, decideTrust, type Principal, type Role } from "./role";

const unread = "a condition, a policy variable or a policy that is not read decides";

/**
 * Whether the principal can act as the role: it is the role, or the role trusts it and its own policies let it go. In
 * the role's own account a trust that names the principal itself is enough (IAM user guide, "Cross-account policy
 * evaluation logic").
 */
export function assumption(
  topology: Topology,
  principal: Principal,
  role: Role,
  externalId: string | undefined,
): Finding {
  const wait = pending("the role", [role.arn]);
  if (wait !== undefined) return wait;
  if (isUnknown(role.arn)) return later("the role", role.arn);
  if (role.arn === principal.arn) return open(`${principal.arn} is in the database's account and logs in itself`);
  const { decision, byName } = decideTrust(role, principal, externalId);
  if (decision === "unsure")
    return undecided(
      `whether ${role.arn} trusts ${principal.arn} cannot be said: ${unread}`,
      `read the trust policy of ${role.arn}`,
    );
  if (decision !== "allow") {
    const id = externalId === undefined ? "" : ` with this external id`;
    return blocked(
      `the trust policy of ${role.arn} does not let ${principal.arn} in${id}`,
      `name ${principal.arn} or account ${principal.account}, with its external id, in the trust policy of ${role.arn}`,
    );
  }
  return permitted(topology, principal, role, role.arn, byName);
}

function permitted(topology: Topology, principal: Principal, role: Role, roleArn: string, byName: boolean): Finding {
  const trusted = open(`${roleArn} trusts ${principal.arn}, which may assume it`);
  if (principal.arn.endsWith(":root")) return trusted;
  const own = (topology.roles ?? []).find(({ arn }) => arn === principal.arn);
  const fix = `allow ${principal.arn} sts:AssumeRole on ${roleArn}`;
  if (own === undefined) {
    return absent(topology, principal.account, `there is no role ${principal.arn}`, "name a role that exists");
  }
  const decision = decideOwn(own, { action: "sts:AssumeRole", resource: roleArn });
  if (decision === "deny") return blocked(`a policy of ${principal.arn} denies it sts:AssumeRole on ${roleArn}`, fix);
  if (decision === "allow") return trusted;
  const enough = byName && principal.account === role.account;
  if (decision === "silent") {
    return enough ? trusted : blocked(`no policy of ${principal.arn} allows it sts:AssumeRole on ${roleArn}`, fix);
  }
  return undecided(`whether ${principal.arn} may assume ${roleArn} cannot be said: ${unread}`, fix);
}

/** `rds-db:connect` on `arn:PARTITION:rds-db:REGION:ACCOUNT:dbuser:RESOURCEID/USER` (the page cited above). */
export function permission(role: Role, user: string, database: Database): Finding {
  const { region, account, name, resourceId = unknown(`the resource id of ${name} is known`) } = database;
  if (isUnknown(role.arn)) return later("the role", role.arn);
  if (isUnknown(resourceId)) return later(`the resource id of ${name}`, resourceId);
  const partition = role.arn.split(":")[1] ?? "aws";
  const resource = `arn:${partition}:rds-db:${region}:${account}:dbuser:${resourceId}/${user}`;
  const decision = decideOwn(role, { action: "rds-db:connect", resource });
  if (decision === "allow") return open(`${role.arn} may rds-db:connect to ${resource}`);
  const fix = `allow ${role.arn} rds-db:connect on ${resource}`;
  if (decision === "unsure") {
    return undecided(`whether ${role.arn} may rds-db:connect to ${resource} cannot be said: ${unread}`, fix);
  }
  const why = decision === "deny" ? "a policy denies" : "no policy allows";
  return blocked(`${why} ${role.arn} rds-db:connect on ${resource}`, fix);
}
