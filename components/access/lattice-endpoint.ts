import * as ec2 from "@pulumi/aws/ec2";
import type * as pulumi from "@pulumi/pulumi";

import { privateNames } from "./private-names";
import type { SharedDatabases } from "./shared-database";

export interface LatticeEndpointArgs {
  readonly vpcId: pulumi.Input<string>;
  /** A subnet a zone. */
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  readonly securityGroupId: pulumi.Input<string>;
  /** Whether the VPC is to resolve the names of what the endpoint leads to. */
  readonly privateDns: boolean;
  /** What it leads to. */
  readonly databases: SharedDatabases;
  readonly target:
    { readonly serviceNetworkArn: pulumi.Input<string> } | { readonly resourceConfigurationArn: pulumi.Input<string> };
}

/** An endpoint with addresses in the VPC that leads to one configuration, or to all of a service network. */
export function latticeEndpoint(
  name: string,
  { vpcId, subnetIds, securityGroupId, privateDns, databases, target }: LatticeEndpointArgs,
  opts: pulumi.CustomResourceOptions,
): ec2.VpcEndpoint {
  return new ec2.VpcEndpoint(
    name,
    {
      vpcId,
      vpcEndpointType: "serviceNetworkArn" in target ? "ServiceNetwork" : "Resource",
      ...target,
      subnetIds,
      securityGroupIds: [securityGroupId],
      privateDnsEnabled: privateDns,
      ...(privateDns && privateNames(databases)),
      tags: { Name: name },
    },
    // The provider replaces it for other names, and AWS takes no second one with the same names in a VPC beside it.
    { ...opts, deleteBeforeReplace: true },
  );
}
