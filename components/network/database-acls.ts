import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";

import { databaseAclRules, gatewayAclRules, type AclNeeds, type AclRules, type AclSubnet } from "./acl-rules";

/** A subnet that gets a network ACL. */
export interface AclPlace extends Omit<AclSubnet, "zone"> {
  readonly id: pulumi.Input<string>;
}

export interface DatabaseAclsArgs extends Omit<AclNeeds, "gateways" | "databases"> {
  /** The databases' VPC. */
  readonly vpcId: pulumi.Input<string>;
  /** The gateway's subnets by zone. */
  readonly gatewaySubnets: Readonly<Record<string, AclPlace>>;
  /** The databases' subnets by zone. */
  readonly databaseSubnets: Readonly<Record<string, AclPlace>>;
}

/**
 * Network ACLs for the subnets of databases and of the resource gateway: the databases' ports pass from one to the other,
 * and the answers back, since they are stateless. What stays within a subnet, and questions to the VPC's resolver, no
 * network ACL sees.
 *
 * @example new DatabaseAcls("acls", { vpcId, gatewaySubnets, databaseSubnets, ports: [5432], isJoined: false })
 */
export class DatabaseAcls extends pulumi.ComponentResource {
  /** Id of the one for the databases' subnets. */
  readonly databaseAclId: pulumi.Output<string>;
  /** Id of the one for the gateway's. */
  readonly gatewayAclId: pulumi.Output<string>;

  constructor(name: string, args: DatabaseAclsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("lattice-db:index:DatabaseAcls", name, args, opts);
    const { gatewaySubnets, databaseSubnets, ports, isJoined, apisFor, vpcId } = args;
    const needs: AclNeeds = {
      gateways: byZone(gatewaySubnets),
      databases: byZone(databaseSubnets),
      ...{ ports, isJoined, apisFor },
    };
    this.databaseAclId = this.#acl(`${name}-database`, vpcId, databaseSubnets, databaseAclRules(needs));
    this.gatewayAclId = this.#acl(`${name}-gateway`, vpcId, gatewaySubnets, gatewayAclRules(needs));
    this.registerOutputs({ databaseAclId: this.databaseAclId, gatewayAclId: this.gatewayAclId });
  }

  /** With its rules inside: what else somebody writes into it is taken out by the next update. */
  #acl(
    name: string,
    vpcId: pulumi.Input<string>,
    subnets: DatabaseAclsArgs["gatewaySubnets"],
    { ingress, egress }: AclRules,
  ): pulumi.Output<string> {
    const subnetIds = Object.values(subnets).map(({ id }) => id);
    const args = { vpcId, subnetIds, ingress: [...ingress], egress: [...egress], tags: { Name: name } };
    return new ec2.NetworkAcl(name, args, { parent: this }).id;
  }
}

function byZone(subnets: DatabaseAclsArgs["gatewaySubnets"]): AclSubnet[] {
  return Object.entries(subnets).map(([zone, { cidr, ipv6Cidr }]) => ({ zone, cidr, ipv6Cidr }));
}
