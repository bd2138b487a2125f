import { AwsError } from "../ground/aws-error";

/** What `read` finds, or `undefined` where AWS says it does not exist (or not for the caller). */
export function unlessNotFound<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof AwsError && isNotFound(error)) return undefined;
    throw error;
  }
}

/** Lets a deletion of what does not exist any more pass. */
export async function unlessGone(deletion: Promise<void>): Promise<void> {
  try {
    await deletion;
  } catch (error) {
    if (!(error instanceof AwsError && isNotFound(error))) throw error;
  }
}

/** AWS's services spell it in several ways. */
function isNotFound({ code }: AwsError): boolean {
  return /NotFound|NoSuchEntity/.test(code) || code === "UnknownResourceException";
}
