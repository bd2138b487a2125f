import { AwsError } from "../../ground/aws-error";
import { parsePolicy, PolicySyntaxError, type Statement } from "./policy-document";

/** A policy a caller hands in: its statements, or AWS's refusal under the service's own code. */
export function readPolicy(text: string, code = "MalformedPolicyDocument"): readonly Statement[] {
  try {
    return parsePolicy(text);
  } catch (error) {
    if (error instanceof PolicySyntaxError) throw new AwsError(code, error.message);
    throw error;
  }
}
