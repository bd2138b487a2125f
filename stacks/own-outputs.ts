import * as pulumi from "@pulumi/pulumi";
import { plainReason } from "./plain-reason";
import { stackOutputs } from "./stack-outputs";

/** What a stack hands out. */
export type Outputs = Readonly<Record<string, unknown>>;

/**
 * What this stack handed out when it was last deployed; undefined where it never was. It says what a change takes away,
 * which the configuration alone does not.
 * @throws pulumi.RunError where it cannot be read: a first deployment would warn of nothing, and this is none.
 */
export async function ownOutputs(): Promise<Outputs | undefined> {
  const name = `${pulumi.getOrganization()}/${pulumi.getProject()}/${pulumi.getStack()}`;
  try {
    const outputs = await stackOutputs(name);
    return Object.keys(outputs).length === 0 ? undefined : outputs;
  } catch (error) {
    const reason = plainReason(error);
    // The engine's words for a stack without a state, whatever the backend.
    if (reason.includes(`unknown stack "${name}"`)) return undefined;
    throw new pulumi.RunError(
      `Stack ${name}: its own outputs cannot be read (${reason}). Without them nobody is told what this deployment takes ` +
        `away, so nothing was changed: see that this works, then run it again: pulumi stack output --stack ${name}`,
    );
  }
}
