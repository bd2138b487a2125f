import { timingSafeEqual } from "node:crypto";
import type { Entity } from "../state/store";
import { arnOf } from "../../aws/arn";
import { isAllowed } from "../services/iam/is-allowed";
import { NotModelledError } from "../services/not-modelled";
import type { DbInstance } from "../services/rds/entities";
import type { Services } from "../services/services";
import { credentialsOf } from "../services/sts/credentials";
import {
  isSignedWith,
  parsePresignedUrl,
  signatureScope,
  type PresignedUrl,
  type SignatureScope,
} from "./presigned-url";

type Needs = Pick<Services, "store" | "clock" | "seals" | "settings">;

/** AWS's limit for an authentication token. */
const LONGEST_LIFE_SECONDS = 900;
/** How far the signer's clock may be ahead. */
const CLOCK_SKEW_MS = 5 * 60 * 1000;
const PARAMETERS = new Set(["Action", "DBUser"]);

/**
 * Why an IAM authentication token does not let `user` into the instance, for the local cloud's own log (the client only
 * hears that PAM authentication failed); undefined where it does. Never contains anything of the token.
 */
export function tokenProblem(
  services: Needs,
  instance: Entity<DbInstance>,
  user: string,
  token: string,
): string | undefined {
  if (!instance.data.iamDatabaseAuthenticationEnabled) return "IAM authentication is off for the instance";
  const url = parsePresignedUrl(token);
  const scope = url === undefined ? undefined : signatureScope(url);
  if (url === undefined || scope === undefined) return "it is no authentication token";
  return (
    subjectProblem(instance, user, url, scope) ??
    timeProblem(scope, services.clock.now()) ??
    signerProblem(services, instance, user, url, scope)
  );
}

/** A token is for one host, port, user and Region. */
function subjectProblem(
  { data, region }: Entity<DbInstance>,
  user: string,
  { host, query }: PresignedUrl,
  scope: SignatureScope,
): string | undefined {
  const extra = [...query.keys()].find((name) => !name.startsWith("X-Amz-") && !PARAMETERS.has(name));
  if (query.get("Action") !== "connect" || extra !== undefined) return "it is for another action";
  if (host !== `${data.endpoint.address}:${data.endpoint.port}`) return "it is for another host or port";
  if (query.get("DBUser") !== user) return "it is for another user";
  if (scope.region !== region) return "it is for another Region";
  return scope.service === "rds-db" ? undefined : "it is for another service";
}

function timeProblem({ signedAt, expiresInSeconds }: SignatureScope, now: Date): string | undefined {
  if (expiresInSeconds > LONGEST_LIFE_SECONDS) return "it is valid for longer than 15 minutes";
  if (signedAt.getTime() > now.getTime() + CLOCK_SKEW_MS) return "it is not valid yet";
  return signedAt.getTime() + expiresInSeconds * 1000 < now.getTime() ? "it has expired" : undefined;
}

function signerProblem(
  services: Needs,
  instance: Entity<DbInstance>,
  user: string,
  url: PresignedUrl,
  scope: SignatureScope,
): string | undefined {
  const credentials = credentialsOf(services, scope.accessKeyId);
  if (credentials === undefined) return "its access key is unknown";
  if (!isSame(credentials.sessionToken ?? "", scope.sessionToken ?? "")) return "its session token is wrong";
  if (!isSignedWith(credentials.secretAccessKey, url, scope)) return "its signature is wrong";
  const { expiration, principal } = credentials;
  if (expiration !== undefined && expiration <= services.clock.now()) return "its signer's session has expired";
  return permissionProblem(services, instance, user, principal);
}

function permissionProblem(
  services: Needs,
  instance: Entity<DbInstance>,
  user: string,
  principal: Parameters<typeof isAllowed>[1]["principal"],
): string | undefined {
  const resource = arnOf(instance, "rds-db", `dbuser:${instance.data.dbiResourceId}/${user}`);
  try {
    const answer = isAllowed(services, { principal, action: "rds-db:connect", resource });
    return answer.allowed ? undefined : `${principal.arn} may not rds-db:connect to ${resource}: ${answer.reason}`;
  } catch (error) {
    // A policy that cannot be judged lets nobody in.
    if (error instanceof NotModelledError) return error.message;
    throw error;
  }
}

function isSame(expected: string, given: string): boolean {
  const [one, other] = [Buffer.from(expected), Buffer.from(given)];
  return one.length === other.length && timingSafeEqual(one, other);
}
