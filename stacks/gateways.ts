import * as pulumi from "@pulumi/pulumi";

import { ResourceGateway, type ResourceGatewayArgs } from "../components/lattice/resource-gateway";
import type { Shareables } from "./made-databases";

type Surroundings = Omit<ResourceGatewayArgs, "databases" | "resolvesInVpc">;

/**
 * The gateway to the databases, and one more to those whose names only the VPC knows, where there are any: AWS serves
 * ARNs by public resolution alone, and private names by the VPC's own resolver.
 */
export function gatewaysFor(shareables: Shareables, surroundings: Surroundings) {
  const entries = Object.entries(shareables);
  const isPrivate = ([, { target }]: (typeof entries)[number]) => target.isPrivate === true;
  const [open, inside] = [entries.filter((entry) => !isPrivate(entry)), entries.filter(isPrivate)];
  const usual = open.length > 0 && new ResourceGateway("db", { ...surroundings, databases: Object.fromEntries(open) });
  const privately =
    inside.length > 0 &&
    new ResourceGateway("db-vpc", { ...surroundings, databases: Object.fromEntries(inside), resolvesInVpc: true });
  const all = [usual, privately].flatMap((gateway) => (gateway === false ? [] : [gateway]));
  return {
    resourceConfigurationArns: Object.assign({}, ...all.map((it) => it.resourceConfigurationArns)) as Readonly<
      Record<string, pulumi.Output<string>>
    >,
    securityGroupIds: all.map(({ securityGroupId }) => securityGroupId),
    /** The log groups with the access logs, by the gateway's name. */
    accessLogGroups: {
      ...(usual !== false && { db: usual.accessLogGroupName }),
      ...(privately !== false && { "db-vpc": privately.accessLogGroupName }),
    },
    rulesToAdd: rulesToAdd(entries, (entry) => (isPrivate(entry) ? privately : usual)),
  };
}

type Entry = [string, Shareables[string]];

/** What to run for databases whose security group is not this program's to change. */
function rulesToAdd(entries: readonly Entry[], gatewayOf: (entry: Entry) => ResourceGateway | false) {
  const commands = entries.flatMap((entry): [string, pulumi.Output<string>][] => {
    const [name, { addIngressRule, securityGroupId, port }] = entry;
    const gateway = gatewayOf(entry);
    if (addIngressRule !== false || gateway === false) return [];
    const command = pulumi.interpolate`aws ec2 authorize-security-group-ingress --group-id ${securityGroupId} --protocol tcp --port ${port} --source-group ${gateway.securityGroupId}`;
    return [[name, command]];
  });
  return commands.length === 0 ? undefined : Object.fromEntries(commands);
}
