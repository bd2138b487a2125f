import * as pulumi from "@pulumi/pulumi";

/** What a stack handed out when it was last deployed. @throws what the engine says; `plainReason` has it in plain words. */
export async function stackOutputs(name: string): Promise<Readonly<Record<string, unknown>>> {
  const answer: unknown = await pulumi.runtime.invoke("pulumi:pulumi:readStackOutputs", { name });
  return (answer as { outputs: Record<string, unknown> }).outputs;
}
