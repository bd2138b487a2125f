import type { Entity } from "../../../../local/state/store";
import { createSubnet } from "../../../../local/services/ec2/subnet";
import { createVpc } from "../../../../local/services/ec2/vpc";
import type { Subnet, Vpc } from "../../../../local/services/ec2/entities";
import { createDbInstance } from "../../../../local/services/rds/create-instance";
import type { Caller, Services } from "../../../../local/services/services";
import type { ResourceConfiguration, ResourceGateway } from "../../../../local/services/vpc-lattice/entities";
import {
  createResourceConfiguration,
  type CreateResourceConfigurationRequest,
} from "../../../../local/services/vpc-lattice/resource-configurations";
import { createResourceGateway } from "../../../../local/services/vpc-lattice/resource-gateways";
import { createServiceNetwork } from "../../../../local/services/vpc-lattice/service-networks";
import { owner } from "../../test-services";
import { createDbCluster } from "../../../../local/services/rds/clusters/create-cluster";
import { clusterRequest, instanceRequest, subnetRequest, surroundings, vpcSettings } from "../surroundings";

/** A VPC with a subnet that has room for gateways. */
export async function vpcWithRoom(
  services: Services,
  caller: Caller = owner,
): Promise<{ readonly vpc: Entity<Vpc>; readonly subnet: Entity<Subnet> }> {
  const vpc = await createVpc(services, caller, vpcSettings("10.1.0.0/16"));
  const subnet = await createSubnet(services, caller, subnetRequest(vpc.id, "10.1.0.0/24"));
  return { vpc, subnet };
}

export async function gatewayIn(
  services: Services,
  { vpc, subnet }: { readonly vpc: Entity<Vpc>; readonly subnet: Entity<Subnet> },
  changes: Partial<Parameters<typeof createResourceGateway>[2]> = {},
): Promise<Entity<ResourceGateway>> {
  const request = { name: "gateway", vpcIdentifier: vpc.id, subnetIds: [subnet.id], tags: {}, ...changes };
  return createResourceGateway(services, owner, request);
}

/** A configuration that any gateway can have: a DNS name and a port. */
export function dnsConfiguration(
  gatewayId: string,
  changes: Partial<CreateResourceConfigurationRequest> = {},
): CreateResourceConfigurationRequest {
  return {
    name: "database",
    type: "SINGLE",
    resourceGatewayIdentifier: gatewayId,
    resourceConfigurationDefinition: { dnsResource: { domainName: "db.example.com", ipAddressType: "IPV4" } },
    portRanges: ["5432"],
    tags: {},
    ...changes,
  };
}

/** The owner's side: a gateway and a configuration of type SINGLE behind it. */
export async function producer(services: Services): Promise<{
  readonly vpc: Entity<Vpc>;
  readonly gateway: Entity<ResourceGateway>;
  readonly configuration: Entity<ResourceConfiguration>;
}> {
  const place = await vpcWithRoom(services);
  const gateway = await gatewayIn(services, place);
  const configuration = await createResourceConfiguration(services, owner, dnsConfiguration(gateway.id));
  return { vpc: place.vpc, gateway, configuration };
}

/** A database of the owner's, and a gateway in its VPC. */
export async function database(services: Services, changes: Parameters<typeof instanceRequest>[0] = {}) {
  const { vpc } = await surroundings(services);
  const subnet = await createSubnet(services, owner, subnetRequest(vpc.id, "10.0.1.0/24"));
  const instance = await createDbInstance(services, owner, instanceRequest(changes));
  return { vpc, subnet, instance };
}

/** An Aurora cluster of the owner's without instances, and a subnet for a gateway in its VPC. */
export async function clusterDatabase(services: Services) {
  const { vpc } = await surroundings(services);
  const subnet = await createSubnet(services, owner, subnetRequest(vpc.id, "10.0.1.0/24"));
  const cluster = await createDbCluster(services, owner, clusterRequest());
  return { vpc, subnet, cluster };
}

export async function network(
  services: Services,
  caller: Caller,
  name = "network",
  sharingConfig?: { readonly enabled: boolean },
) {
  return createServiceNetwork(services, caller, { name, authType: "AWS_IAM", tags: {}, sharingConfig });
}
