import { AwsError } from "../../ground/aws-error";

/** IAM counts a policy's characters without white space. */
export function checkSize(policy: string, most: number, message: string): void {
  if (policy.replace(/\s/g, "").length > most) throw new AwsError("LimitExceeded", message);
}
