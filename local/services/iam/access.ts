import type { Entity, Reads } from "../../state/store";
import { AwsError } from "../../ground/aws-error";
import { NotModelledError } from "../not-modelled";
import type { Services } from "../services";
import type { RequestContext } from "./conditions";
import { policyKind, roleKind, type Role } from "./entities";
import { decideIdentity, decideResource, type Decision, type Question } from "./evaluate";
import { managedPolicy } from "./managed-policies";
import { parsePolicy, type Statement } from "./policy-document";
import type { AwsPrincipal } from "./principal";
import { requestContext } from "./request-context";
import { inlinePolicies } from "./role-policy";

export interface AccessRequest {
  readonly principal: AwsPrincipal;
  /** `rds-db:connect`, `secretsmanager:GetSecretValue`, … */
  readonly action: string;
  /** ARN of what it is about. */
  readonly resource: string;
  /** The account that owns the resource, 12 digits. */
  readonly resourceAccount: string;
  /** JSON text of the resource's own policy, where it has one. */
  readonly resourcePolicy?: string | undefined;
  /** Whether the resource's policy must allow it even to its own account, as a KMS key's must. Default: false. */
  readonly resourcePolicyDecides?: boolean;
  /** Further condition keys of this request, in lower case. */
  readonly context?: RequestContext;
}

/** `reason` ends AWS's sentence "User: … is not authorized to perform: … on resource: … ". */
export type Access = { readonly allowed: true } | { readonly allowed: false; readonly reason: string };

type Needs = Pick<Services, "store" | "clock" | "settings">;

/**
 * AWS's decision on a request: identity policies, permissions boundary and the resource's policy, a Deny in any of
 * them winning. Throws NotModelledError where a policy that matters says something the local cloud cannot judge.
 */
export function access(services: Needs, request: AccessRequest): Access {
  const { action, resource, principal } = request;
  const context = { ...requestContext(services, principal), ...request.context };
  const question: Question = { action, resource, context };
  const identity = identityDecision(services.store, principal, question);
  const ofResource =
    request.resourcePolicy === undefined
      ? { decision: undefined, named: undefined }
      : decideResource(parsePolicy(request.resourcePolicy), principal, question);
  if (identity === "Deny") return refused("with an explicit deny in an identity-based policy");
  if (ofResource.decision === "Deny") return refused("with an explicit deny in a resource-based policy");

  const isOwn = principal.account === request.resourceAccount;
  const resourceAllows = ofResource.decision === "Allow";
  if (isOwn && resourceAllows && ofResource.named === "direct") return { allowed: true };
  if (identity !== "Allow") return refused(`because no identity-based policy allows the ${action} action`);
  if (resourceAllows || (isOwn && request.resourcePolicyDecides !== true)) return { allowed: true };
  return refused(`because no resource-based policy allows the ${action} action`);
}

/** As `access`, throwing `AccessDeniedException` in AWS's words. */
export function checkAccess(services: Needs, request: AccessRequest): void {
  const verdict = access(services, request);
  if (verdict.allowed) return;
  const { principal, action, resource } = request;
  const message = `User: ${principal.arn} is not authorized to perform: ${action} on resource: ${resource} ${verdict.reason}`;
  throw new AwsError("AccessDeniedException", message);
}

/** What a principal's own policies say; an account's operator may do everything. */
export function identityDecision(reads: Reads, principal: AwsPrincipal, question: Question): Decision {
  if (principal.roleArn === undefined) return "Allow";
  const role = reads.get(roleKind, principal.roleArn);
  if (role === undefined) return undefined;
  const decision = decideIdentity(identityStatements(reads, role), question);
  const { permissionsBoundary } = role.data;
  if (decision !== "Allow" || permissionsBoundary === undefined) return decision;
  return decideIdentity(statementsOf(reads, permissionsBoundary), question);
}

function identityStatements(reads: Reads, role: Entity<Role>): readonly Statement[] {
  const inline = inlinePolicies(reads, role).flatMap((it) => parsePolicy(it.data.policyDocument));
  return [...inline, ...role.data.attachedPolicyArns.flatMap((arn) => statementsOf(reads, arn))];
}

function statementsOf(reads: Reads, policyArn: string): readonly Statement[] {
  const own = reads.get(policyKind, policyArn);
  if (own !== undefined) return parsePolicy(own.data.policyDocument);
  const managed = managedPolicy(policyArn);
  if (managed === undefined) throw new NotModelledError(`the AWS managed policy ${policyArn}`);
  return managed;
}

function refused(reason: string): Access {
  return { allowed: false, reason };
}
