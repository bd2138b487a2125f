import type { Entity } from "../../state/store";
import { entityOf } from "../entity-of";
import type { Caller, Services } from "../services";
import { authPolicyKind, serviceNetworkKind, type AuthPolicy } from "./entities";
import { invalid } from "./errors";
import { findOwn, idOf } from "./find";

/** Bytes; AWS's quota cannot be raised. */
const LONGEST_POLICY = 10_240;

/** PutAuthPolicy of a service network. It governs Lattice services, never databases. */
export function putAuthPolicy(
  services: Pick<Services, "store">,
  caller: Caller,
  resourceIdentifier: string,
  policy: string,
): Promise<Entity<AuthPolicy>> {
  const id = idOf(resourceIdentifier);
  if (id.startsWith("rcfg-")) {
    throw invalid(`Auth policies are not supported on resource configurations, such as ${id}`);
  }
  checkPolicy(policy);
  return services.store.transaction((transaction) => {
    const network = findOwn(transaction, serviceNetworkKind, "Service network", caller, resourceIdentifier);
    const state = network.data.authType === "AWS_IAM" ? "Active" : "Inactive";
    const data: AuthPolicy = { resourceId: network.id, policy, state };
    const entity = entityOf(authPolicyKind, network.id, `${network.arn}/authpolicy`, caller, data);
    transaction.put(entity);
    return entity;
  });
}

export function deleteAuthPolicy(
  services: Pick<Services, "store">,
  caller: Caller,
  resourceIdentifier: string,
): Promise<void> {
  return services.store.transaction((transaction) => {
    const network = findOwn(transaction, serviceNetworkKind, "Service network", caller, resourceIdentifier);
    transaction.delete(authPolicyKind, network.id);
  });
}

function checkPolicy(policy: string): void {
  if (/[\r\n]/.test(policy)) throw invalid("The policy must not contain newlines or blank lines");
  if (Buffer.byteLength(policy) > LONGEST_POLICY) throw invalid(`The policy must have at most ${LONGEST_POLICY} bytes`);
  try {
    JSON.parse(policy);
  } catch {
    throw invalid("The policy is not valid JSON");
  }
}
