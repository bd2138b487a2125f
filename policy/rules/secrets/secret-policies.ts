import type { Field } from "../../../resources/field";
import type { Resource } from "../../../resources/resource";

/** The policy of a secret: in aws on the secret or a `SecretPolicy`, in aws-native on a `ResourcePolicy`. */
export const secretPolicy = (resource: Resource): Field => resource.get(resource.native ? "resourcePolicy" : "policy");
