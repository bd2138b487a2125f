import type { Reads } from "../../state/store";
import { globalArnOf } from "../../../aws/arn";
import { AwsError } from "../../ground/aws-error";
import { checkPrincipals } from "../iam/check-policy";
import { decideResource } from "../iam/evaluate";
import type { Statement } from "../iam/policy-document";
import { readPolicy } from "../iam/read-policy";
import { operatorOf } from "../iam/principal";
import type { Caller } from "../services";

/** The policy AWS gives a key that comes without one. */
export function defaultKeyPolicy(caller: Caller): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Id: "key-default-1",
    Statement: [
      {
        Sid: "Enable IAM User Permissions",
        Effect: "Allow",
        Principal: { AWS: globalArnOf(caller, "iam", "root") },
        Action: "kms:*",
        Resource: "*",
      },
    ],
  });
}

/** PutKeyPolicy's rules: well-formed, principals that exist, and (unless bypassed) the account keeps its say. */
export function checkKeyPolicy(reads: Reads, caller: Caller, policy: string, bypass: boolean): void {
  const statements = readPolicy(policy, "MalformedPolicyDocumentException");
  for (const statement of statements) checkPrincipalsOf(reads, statement);
  const owner = operatorOf(caller.account);
  const { decision } = decideResource(statements, owner, {
    action: "kms:PutKeyPolicy",
    resource: "*",
    context: {
      "aws:principalarn": owner.arn,
      "aws:principalaccount": caller.account,
      "kms:calleraccount": caller.account,
      "kms:viaservice": undefined,
    },
  });
  if (bypass || decision === "Allow") return;
  const message = "The new key policy will not allow you to update the key policy in the future.";
  throw new AwsError("MalformedPolicyDocumentException", message);
}

function checkPrincipalsOf(reads: Reads, statement: Statement): void {
  try {
    checkPrincipals(reads, statement);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const message = "Policy contains a statement with one or more invalid principals.";
    throw new AwsError("MalformedPolicyDocumentException", message);
  }
}
