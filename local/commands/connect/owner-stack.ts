import { z } from "zod";
import { stackState, localStacks } from "../../pulumi/stacks";

const contractOutput = z.object({
  contract: z.object({ databases: z.record(z.string(), z.object({ address: z.string() })) }),
});

/** A database of the local backend's stacks, as its owner names it. */
export interface OwnedDatabase {
  readonly stack: string;
  readonly database: string;
}

/** The stack whose contract offers the database with this address; undefined where none of this backend does. */
export function ownerOf(backend: string, address: string): OwnedDatabase | undefined {
  for (const { name: stack } of localStacks(backend)) {
    for (const [database, offered] of Object.entries(offeredBy(backend, stack))) {
      if (offered.address === address) return { stack, database };
    }
  }
  return undefined;
}

function offeredBy(backend: string, stack: string): Readonly<Record<string, { readonly address: string }>> {
  const { resources = [] } = stackState(backend, stack);
  const outputs = resources.find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs;
  return contractOutput.safeParse(outputs).data?.contract.databases ?? {};
}
