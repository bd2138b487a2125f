import * as vpc from "@pulumi/aws/vpc";
import type * as pulumi from "@pulumi/pulumi";

import { latticeResourcesCidr, latticeResourcesIpv6Cidr } from "../../aws/lattice";

/** The security groups of both sides: of clients, and of the association or the endpoints that they come by. */
export interface ClientWay {
  readonly client: pulumi.Output<string>;
  readonly door: pulumi.Output<string>;
  /** Whether the door has addresses of its own in the VPC; an association has VPC Lattice's. */
  readonly hasAddresses: boolean;
  /** Whether clients go to VPC Lattice's IPv6 addresses too. */
  readonly ipv6: boolean;
}

/** Lets clients, and nobody else, through on a port. */
export function openPort(name: string, port: number, way: ClientWay, parent: pulumi.Resource): void {
  const { client, door, hasAddresses } = way;
  const tcp = { ipProtocol: "tcp", fromPort: port, toPort: port };
  const to = hasAddresses
    ? { referencedSecurityGroupId: door, description: "Client to endpoints of databases" }
    : { cidrIpv4: latticeResourcesCidr, description: "Client to databases in VPC Lattice" };
  new vpc.SecurityGroupEgressRule(`${name}-egress`, { ...tcp, securityGroupId: client, ...to }, { parent });
  new vpc.SecurityGroupIngressRule(
    `${name}-ingress`,
    { ...tcp, securityGroupId: door, referencedSecurityGroupId: client, description: "VPC Lattice from clients" },
    { parent },
  );
  if (way.ipv6 && !hasAddresses) openPortByIpv6(name, port, client, parent);
}

/** VPC Lattice's names answer addresses of both kinds; what lets clients in goes by their group, whatever the kind. */
function openPortByIpv6(name: string, port: number, client: pulumi.Output<string>, parent: pulumi.Resource): void {
  new vpc.SecurityGroupEgressRule(
    `${name}-egress-ipv6`,
    {
      ipProtocol: "tcp",
      fromPort: port,
      toPort: port,
      securityGroupId: client,
      cidrIpv6: latticeResourcesIpv6Cidr,
      description: "Client to databases in VPC Lattice by IPv6",
    },
    { parent },
  );
}

/** Where clients take on the role that logs in, for one. */
export function openApis(
  name: string,
  client: pulumi.Output<string>,
  group: pulumi.Input<string>,
  parent: pulumi.Resource,
): void {
  new vpc.SecurityGroupEgressRule(
    `${name}-egress`,
    {
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
      securityGroupId: client,
      referencedSecurityGroupId: group,
      description: "Client to AWS APIs",
    },
    { parent },
  );
}
