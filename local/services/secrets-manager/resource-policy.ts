import { AwsError } from "../../ground/aws-error";
import { checkPrincipals } from "../iam/check-policy";
import type { Statement } from "../iam/policy-document";
import { readPolicy } from "../iam/read-policy";
import { defined } from "../defined";
import type { Caller, Services } from "../services";
import { findOwnSecret } from "./find";

/** PutResourcePolicy; with `undefined` DeleteResourcePolicy. `blockPublicPolicy` refuses one that lets everybody in. */
export function setResourcePolicy(
  services: Pick<Services, "store">,
  caller: Caller,
  secretId: string,
  resourcePolicy: string | undefined,
  blockPublicPolicy: boolean,
): Promise<string> {
  return services.store.transaction((transaction) => {
    const secret = findOwnSecret(transaction, caller, secretId);
    if (resourcePolicy !== undefined) {
      const statements = readPolicy(resourcePolicy, "MalformedPolicyDocumentException");
      for (const statement of statements) checkPrincipals(transaction, statement);
      if (blockPublicPolicy && statements.some(isPublic)) {
        const message = "You can't attach a resource policy that allows broad access to the secret.";
        throw new AwsError("PublicPolicyException", message);
      }
    }
    transaction.put({ ...secret, data: defined({ ...secret.data, resourcePolicy }) });
    return secret.id;
  });
}

function isPublic({ effect, principals, conditions }: Statement): boolean {
  return effect === "Allow" && principals?.AWS?.includes("*") === true && conditions.length === 0;
}
