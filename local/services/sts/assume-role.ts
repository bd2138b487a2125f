import type { Entity, Transaction } from "../../state/store";
import { parseArn } from "../../../aws/arn";
import { AwsError } from "../../ground/aws-error";
import { identityDecision } from "../iam/access";
import { secretKey } from "../iam/access-key";
import { roleKind, type Role } from "../iam/entities";
import { decideResource, type Question } from "../iam/evaluate";
import { iamEntity } from "../iam/find";
import { parsePolicy } from "../iam/policy-document";
import { operatorOf, type AwsPrincipal } from "../iam/principal";
import { requestContext } from "../iam/request-context";
import { uniqueId } from "../iam/unique-id";
import type { Services } from "../services";
import { sessionKind, type Session } from "./entities";

export interface AssumeRoleRequest {
  /** The account whose operator asks, 12 digits; not needed with `caller`. */
  readonly callerAccount: string;
  /** Who asks, where it is a role's session. Default: the operator of `callerAccount`. */
  readonly caller?: AwsPrincipal;
  readonly roleArn: string;
  readonly externalId?: string;
  /** 2-64 characters of letters, digits and `_=,.@-`. */
  readonly sessionName: string;
  /** 900 to the role's own maximum; 3600 at most for a role that takes on another. Default: 3600. */
  readonly durationSeconds?: number;
}

/** A session's credentials, as AWS gives them. */
export interface SessionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
  readonly assumedRoleArn: string;
}

type Needs = Pick<Services, "store" | "clock" | "ids" | "seals" | "settings">;

const defaultSeconds = 3600;
const chainedSeconds = 3600;

/**
 * AssumeRole: the role's trust policy must let the caller in, and the caller's own policies must let it go. A missing
 * role is refused like a forbidden one, as AWS does.
 */
export function assumeRole(services: Needs, request: AssumeRoleRequest): Promise<SessionCredentials> {
  const caller = request.caller ?? operatorOf(request.callerAccount, parseArn(request.roleArn)?.partition);
  return services.store.transaction((transaction) => {
    checkSessionName(request.sessionName);
    const role = transaction.get(roleKind, request.roleArn);
    if (role === undefined || !mayAssume(services, role, caller, request)) {
      const message = `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${request.roleArn}`;
      throw new AwsError("AccessDenied", message);
    }
    forgetExpired(transaction, services.clock.now());
    const durationSeconds = request.durationSeconds ?? defaultSeconds;
    checkDuration(role.data, caller, durationSeconds);
    return issue(services, transaction, role, request.sessionName, durationSeconds);
  });
}

function mayAssume(services: Needs, role: Entity<Role>, caller: AwsPrincipal, request: AssumeRoleRequest): boolean {
  const question: Question = {
    action: "sts:AssumeRole",
    resource: undefined,
    context: {
      ...requestContext(services, caller),
      "sts:externalid": request.externalId,
      "sts:rolesessionname": request.sessionName,
    },
  };
  const trust = decideResource(parsePolicy(role.data.assumeRolePolicyDocument), caller, question);
  if (trust.decision !== "Allow") return false;
  const identity = identityDecision(services.store, caller, { ...question, resource: role.arn });
  if (identity === "Deny") return false;
  return identity === "Allow" || (trust.named === "direct" && caller.account === role.account);
}

function issue(
  { clock, ids, seals }: Needs,
  transaction: Transaction,
  role: Entity<Role>,
  sessionName: string,
  durationSeconds: number,
): SessionCredentials {
  const accessKeyId = uniqueId("ASIA", ids);
  const secretAccessKey = secretKey(ids);
  const sessionToken = Buffer.from(ids.bytes(180)).toString("base64");
  const expiration = new Date(clock.now().getTime() + durationSeconds * 1000);
  const partition = parseArn(role.arn)?.partition ?? "aws";
  const assumedRoleArn = `arn:${partition}:sts::${role.account}:assumed-role/${role.data.roleName}/${sessionName}`;
  const data: Session = {
    accessKeyId,
    roleArn: role.arn,
    assumedRoleArn,
    assumedRoleId: `${role.data.roleId}:${sessionName}`,
    expiration: expiration.toISOString(),
    sealedSecretAccessKey: seals.seal(secretAccessKey),
    sealedSessionToken: seals.seal(sessionToken),
  };
  // A role may have many sessions of one name; the access key id keeps their ARNs in the store apart.
  const arn = `${assumedRoleArn}/${accessKeyId}`;
  transaction.put(iamEntity(sessionKind, accessKeyId, arn, role, data));
  return { accessKeyId, secretAccessKey, sessionToken, expiration, assumedRoleArn };
}

function forgetExpired(transaction: Transaction, now: Date): void {
  for (const { id } of transaction.list(sessionKind, (it) => Date.parse(it.data.expiration) < now.getTime())) {
    transaction.delete(sessionKind, id);
  }
}

function checkSessionName(sessionName: string): void {
  if (/^[\w+=,.@-]{2,64}$/.test(sessionName)) return;
  const message = `1 validation error detected: Value '${sessionName}' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]* and have 2 to 64 characters`;
  throw new AwsError("ValidationError", message);
}

function checkDuration(role: Role, caller: AwsPrincipal, seconds: number): void {
  if (seconds < 900) {
    const message = `1 validation error detected: Value '${seconds}' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900`;
    throw new AwsError("ValidationError", message);
  }
  if (seconds > role.maxSessionDuration) {
    const message = "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.";
    throw new AwsError("ValidationError", message);
  }
  if (caller.roleArn !== undefined && seconds > chainedSeconds) {
    const message =
      "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.";
    throw new AwsError("ValidationError", message);
  }
}
