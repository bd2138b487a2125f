import { waysOf } from "../../../../reach/topology-of";
import { sourceFromPolicyRun } from "../../../../reach/source";
import { sharedId, targets } from "../../../../reachability/lookup";
import { isUnknown, known, onlyKnown } from "../../../../reachability/maybe";
import type { Database, Topology } from "../../../../reachability/topology";
import type { Resource } from "../../../../resources/resource";
import type { Stack } from "../../../../resources/stack";

/** What a stack says of who reaches what, and the way back from the topology's ids to its resources. */
export interface Proof {
  readonly topology: Topology;
  readonly resourceOf: (id: string) => Resource | undefined;
  /** The logical name; the id itself of what is of another stack. */
  readonly nameOf: (id: string) => string;
  /** The topology's id of a resource. */
  readonly idOf: (resource: Resource) => string | undefined;
  /** The shares that carry a database for sure, each once. */
  readonly sharesOf: (subject: Subject) => Topology["shares"];
  /** Tells the rule's resources what was wanted and is not known yet. */
  readonly noteUnknowns: () => void;
}

/** Of a single stack no account is known whole: what is missing may be made by another one. */
export function proofOf(stack: Stack): Proof {
  const source = sourceFromPolicyRun(stack);
  const { topology, groups } = waysOf([source]);
  const { inventory } = groups.references;
  const shares = sharesById(topology);
  const resourceOf = (id: string): Resource | undefined => {
    const item = inventory.withId(id);
    return item === undefined ? undefined : stack.named(item.resource.urn);
  };
  return {
    topology: { ...topology, complete: [], subnetsUnasked: true },
    resourceOf,
    nameOf: (id) => resourceOf(id)?.name ?? id,
    sharesOf: ({ sharedIds }) => [...new Set([...sharedIds].flatMap((id) => shares.get(id) ?? []))],
    idOf: ({ urn }) => inventory.urn(source, urn)?.id,
    noteUnknowns: () => {
      for (const { urn, unknowns } of source.stack.resources) {
        for (const path of unknowns) stack.named(urn)?.unknowns.add(path);
      }
    },
  };
}

/** A database, and what leads to it through VPC Lattice for sure. */
export interface Subject {
  readonly database: Database;
  readonly configurations: Topology["configurations"];
  /** Something more may lead there. */
  readonly open: boolean;
  /** What a share must carry to share it: its configurations, their groups, the service networks they are in. */
  readonly sharedIds: ReadonlySet<string>;
}

/** The databases to which a resource configuration leads. */
export function subjectsIn(topology: Topology): readonly Subject[] {
  return topology.databases.flatMap((database) => {
    const judged = topology.configurations.map((configuration) => [
      configuration,
      targets(topology, configuration, database),
    ]);
    const sure = topology.configurations.filter((_, index) => judged[index]?.[1] === true);
    if (sure.length === 0) return [];
    const ids = onlyKnown(sure.flatMap((it) => [it.id, sharedId(it)]));
    const networks = topology.resourceAssociations
      .filter(
        ({ configurationId, active }) =>
          active !== false && !isUnknown(configurationId) && ids.includes(configurationId),
      )
      .map(({ networkId }) => networkId);
    const open = judged.some(([, verdict]) => verdict === undefined);
    return [{ database, configurations: sure, open, sharedIds: new Set([...ids, ...onlyKnown(networks)]) }];
  });
}

/** The shares that carry something for sure, by what they carry. */
function sharesById({ shares }: Topology): ReadonlyMap<string, Topology["shares"]> {
  const found = new Map<string, Topology["shares"]>();
  for (const share of shares) {
    for (const id of known(share.resourceIds) ?? []) found.set(id, [...(found.get(id) ?? []), share]);
  }
  return found;
}
