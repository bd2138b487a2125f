import * as pulumi from "@pulumi/pulumi";

/** Ids of subnets; a list that another resource hands out arrives as one output. */
export type SubnetIds = pulumi.Input<pulumi.Input<string>[]>;

/** What is wrong with the subnets of a database as far as their number is known; empty when nothing is. */
export function subnetIdsProblems(subnetIds: SubnetIds): string[] {
  if (!Array.isArray(subnetIds) || subnetIds.length >= 2) return [];
  return [`subnetIds must be at least two, in different zones, got ${subnetIds.length}`];
}

/** The same ids; those whose number is not known yet are checked as soon as it is, and `error` is thrown for them. */
export function checkedSubnetIds(subnetIds: SubnetIds, error: (problem: string) => Error): SubnetIds {
  if (Array.isArray(subnetIds)) return subnetIds;
  return pulumi.output(subnetIds).apply((ids) => {
    const [problem] = subnetIdsProblems(ids);
    if (problem !== undefined) throw error(problem);
    return ids;
  });
}
