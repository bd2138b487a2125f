import { AwsError } from "../../ground/aws-error";
import type { Caller } from "../services";

/**
 * The exceptions of VPC Lattice's API. Where AWS's exact words are not public, they say what was wrong and what fits.
 */
export function invalid(message: string): AwsError {
  return new AwsError("ValidationException", message);
}

export function conflict(message: string): AwsError {
  return new AwsError("ConflictException", message);
}

/** @param what e.g. `Service network`. */
export function notFound(what: string, identifier: string): AwsError {
  return new AwsError("ResourceNotFoundException", `${what} ${identifier} not found`);
}

export function quotaExceeded(what: string, quota: number): AwsError {
  return new AwsError("ServiceQuotaExceededException", `You have reached the quota of ${quota} ${what}.`);
}

/** @param action e.g. `CreateServiceNetworkResourceAssociation`; undefined where AWS documents none. */
export function denied(caller: Caller, action: string | undefined, arn: string): AwsError {
  if (action === undefined) {
    const user = `arn:aws:iam::${caller.account}:root`;
    return new AwsError(
      "AccessDeniedException",
      `User: ${user} is not authorized to use ${arn}: it is not shared with it`,
    );
  }
  return new AwsError(
    "AccessDeniedException",
    `User: arn:aws:iam::${caller.account}:root is not authorized to perform: vpc-lattice:${action} on resource: ${arn} ` +
      `because no resource-based policy allows the vpc-lattice:${action} action`,
  );
}
