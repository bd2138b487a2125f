import type { Deployment, PendingOperation, StateResource } from "../../resources/state-file";
import { stackState } from "./stacks";

/** What `pulumi stack export` writes and `pulumi stack import` reads. */
export interface ExportedStack {
  readonly deployment: Deployment;
}

/** The URNs of the creations an interrupted run left open in a stack's state, read from the local backend's file. */
export function pendingCreates(backend: string, stack: string): readonly string[] {
  const { pending_operations: operations = [] } = stackState(backend, stack);
  return operations.filter(isCreation).map(({ resource }) => resource.urn);
}

/**
 * The stack with its open creations settled: one that did happen is a resource of the stack, by the id the local cloud
 * gave it, and one that did not is forgotten. What an adopted resource replaces is left for the engine to delete.
 * (`pulumi refresh --import-pending-creates` of 3.259 forgets the resource it is told to import.)
 */
export function settled(
  exported: ExportedStack,
  idOf: (urn: string) => string | undefined,
): { readonly stack: ExportedStack; readonly adopted: readonly string[] } {
  const { deployment } = exported;
  const { resources = [], pending_operations: operations = [] } = deployment;
  const adopted = operations.filter(isCreation).flatMap(({ resource }) => {
    const id = idOf(resource.urn);
    return id === undefined || resources.some((it) => it.urn === resource.urn && it.id === id)
      ? []
      : [{ ...resource, id }];
  });
  const isNew = ({ urn }: StateResource): boolean => !resources.some((it) => it.urn === urn);
  return {
    stack: {
      ...exported,
      deployment: {
        ...deployment,
        resources: [...resources.flatMap((it) => withReplacement(it, adopted)), ...adopted.filter(isNew)],
        pending_operations: operations.filter((it) => !isCreation(it)),
      },
    },
    adopted: adopted.map(({ urn }) => urn),
  };
}

/** Where the replaced one stands: after what both depend on, before what depends on them. */
function withReplacement(resource: StateResource, adopted: readonly StateResource[]): readonly StateResource[] {
  const replacement = adopted.find(({ urn }) => urn === resource.urn);
  if (replacement === undefined || resource.delete === true) return [resource];
  return resource.pendingReplacement === true ? [replacement] : [replacement, { ...resource, delete: true }];
}

function isCreation({ type }: PendingOperation): boolean {
  return type === "creating";
}
