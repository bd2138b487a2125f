import fc from "fast-check";
import type { Client } from "../../reachability/client";
import type { NetworkAcl, NetworkAclRule } from "../../reachability/network-topology";
import type { SecurityGroupRule, Topology } from "../../reachability/topology";
import { client, consumer, database, producer, region, tcp, topology as open } from "./open-topology";

export interface RandomTopology {
  readonly topology: Topology;
  /** With one address, so that every question has an answer. */
  readonly client: Client;
}

/** One for each VPC, which names all of its subnets and lets the database's port and answers pass, or does not. */
function networkAcls([producerIn, producerOut, consumerIn, consumerOut]: readonly boolean[]): readonly NetworkAcl[] {
  const rules = (isOpen: boolean | undefined): readonly NetworkAclRule[] => {
    const rule = { action: "allow", protocol: "tcp", toPort: 65535, cidr: "0.0.0.0/0" } as const;
    const answers = { ...rule, number: 110, fromPort: 1024 };
    return isOpen === true ? [{ ...rule, number: 100, fromPort: 5432, toPort: 5432 }, answers] : [];
  };
  const acl = (vpcId: string, account: string, isIn: boolean | undefined, isOut: boolean | undefined): NetworkAcl => ({
    id: `acl-${vpcId}`,
    account,
    vpcId,
    isDefault: false,
    subnetIds: open.subnets.filter((subnet) => subnet.vpcId === vpcId).map(({ id }) => id),
    ingress: rules(isIn),
    egress: rules(isOut),
  });
  return [
    acl("vpc-producer", producer, producerIn, producerOut),
    acl("vpc-consumer", consumer, consumerIn, consumerOut),
  ];
}

/**
 * Variations of the open topology. With `open` all pieces stay and only harmless facts vary; without it any piece may
 * be missing or wrong, and the client may be the owner's.
 */
export function randomTopology({ open: stays = false }: { readonly open?: boolean }): fc.Arbitrary<RandomTopology> {
  const kept = stays ? fc.constant(true) : fc.boolean().map((a) => a);
  const mostly = stays ? fc.constant(true) : fc.integer({ min: 0, max: 5 }).map((n) => n > 0);
  return fc
    .record({
      admission: fc.constantFrom<SecurityGroupRule>(
        tcp({ securityGroupId: "sg-client" }),
        tcp({ cidr: "10.1.0.0/16" }),
        tcp({ cidr: "10.1.1.0/25" }),
      ),
      gatewayRule: fc.constantFrom<SecurityGroupRule>(
        tcp({ securityGroupId: "sg-gateway" }),
        tcp({ cidr: "10.0.0.0/16" }),
      ),
      last: fc.integer({ min: 4, max: stays ? 126 : 254 }),
      asOwner: stays ? fc.constant(false) : fc.boolean(),
      shared: mostly,
      accepted: mostly,
      associated: mostly,
      carried: mostly,
      gateway: mostly,
      configured: mostly,
      openAssociation: stays ? fc.constant(false) : fc.boolean(),
      established: stays ? fc.constant(false) : fc.boolean(),
      networkIsProducers: stays ? fc.constant(false) : fc.boolean(),
      shareable: stays ? fc.constant(false) : fc.boolean(),
      acls: fc.boolean(),
      aclsOpen: fc.tuple(mostly, mostly, mostly, mostly),
      available: mostly,
      ingress: mostly,
      egress: kept,
      port: stays ? fc.constant(5432) : fc.constantFrom(5432, 5432, 5432, 3306),
    })
    .map((choice) => ({
      client: choice.asOwner
        ? {
            account: producer,
            region,
            vpcId: "vpc-producer",
            securityGroupIds: ["sg-gateway"],
            sourceIp: `10.0.11.${choice.last}`,
          }
        : { ...client, sourceIp: `10.1.1.${choice.last}` },
      topology: {
        ...open,
        databases: [{ ...database, available: choice.available, port: choice.port }],
        networks: open.networks.map((network) => ({
          ...network,
          account: choice.networkIsProducers ? producer : consumer,
          shareable: choice.shareable,
        })),
        securityGroups: open.securityGroups.map((group) => ({
          ...group,
          ...(group.id === "sg-association" ? { ingress: [choice.admission] } : {}),
          ...(group.id === "sg-database" ? { ingress: choice.ingress ? [choice.gatewayRule] : [] } : {}),
          ...(group.id === "sg-gateway" && !choice.egress ? { egress: [] } : {}),
        })),
        networkAcls: choice.acls ? networkAcls(choice.aclsOpen) : [],
        configurations: choice.configured ? open.configurations : [],
        gateways: choice.gateway ? open.gateways : [],
        resourceAssociations: choice.carried
          ? open.resourceAssociations.map((association) => ({ ...association, established: choice.established }))
          : [],
        vpcAssociations: choice.associated
          ? open.vpcAssociations.map((association) => ({
              ...association,
              established: choice.established,
              ...(choice.openAssociation ? { securityGroupIds: [] } : {}),
            }))
          : [],
        shares: choice.shared
          ? open.shares.map((share) => ({
              ...share,
              resourceIds: ["rcfg-1", "sn-1"],
              principals: [{ principal: consumer, accepted: choice.accepted }],
            }))
          : [],
      },
    }));
}
