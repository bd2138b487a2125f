import * as pulumi from "@pulumi/pulumi";

/**
 * What this stack handed out when it was last deployed; undefined where it never was. It says what a change takes away,
 * which the configuration alone does not.
 */
export async function ownOutputs(): Promise<Readonly<Record<string, unknown>> | undefined> {
  const name = `${pulumi.getOrganization()}/${pulumi.getProject()}/${pulumi.getStack()}`;
  try {
    const answer: unknown = await pulumi.runtime.invoke("pulumi:pulumi:readStackOutputs", { name });
    const { outputs } = answer as { outputs: Record<string, unknown> };
    return Object.keys(outputs).length === 0 ? undefined : outputs;
  } catch {
    // A stack without a state is none to the engine; what has not been deployed has nothing to lose.
    return undefined;
  }
}
