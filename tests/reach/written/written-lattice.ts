import type { Topology } from "../../../reachability/topology";
import { arnOf, type Choose, type Values, type Written } from "./written";
import { databases } from "./written-databases";

export function lattice(topology: Topology, choose: Choose): readonly Written[] {
  return [
    ...databases(topology, choose),
    ...topology.gateways.map(({ id, account, vpcId, active, dnsResolution, ...place }) => ({
      account,
      type: "aws:vpclattice/resourceGateway:ResourceGateway",
      id,
      props: { vpcId, ...place, resourceConfigDnsResolution: dnsResolution },
      told: { status: active === true ? "ACTIVE" : "CREATE_FAILED" },
    })),
    ...topology.configurations.map((it) => configurationWritten(it, choose)),
    ...topology.networks.map(({ id, account, shareable }) => {
      const arn = arnOf(account, "vpc-lattice", `servicenetwork/${id}`);
      return choose<Written>(
        { account, type: "aws:vpclattice/serviceNetwork:ServiceNetwork", id, props: {}, told: { arn } },
        {
          account,
          type: "aws-native:vpclattice:ServiceNetwork",
          id: arn,
          props: { sharingConfig: { enabled: shareable } },
          told: { arn, awsId: id },
        },
      );
    }),
    ...associations(topology, choose),
  ];
}

function configurationWritten(it: Topology["configurations"][number], choose: Choose): Written {
  const { id, account, type, portRanges, gatewayId, target, allowAssociationToShareableServiceNetwork: allow } = it;
  const arn = arnOf(account, "vpc-lattice", `resourceconfiguration/${id}`);
  const database = target as { databaseArn: string };
  const definition = (arnResource: () => unknown): Values => {
    if (target === undefined) return {};
    const leadsTo = "domainName" in target ? { dnsResource: target } : { arnResource: arnResource() };
    return { resourceConfigurationDefinition: leadsTo };
  };
  const group = it.groupId === undefined ? {} : { resourceConfigurationGroupId: it.groupId };
  return choose<Written>(
    {
      account,
      type: "aws:vpclattice/resourceConfiguration:ResourceConfiguration",
      id,
      props: {
        type,
        portRanges,
        allowAssociationToShareableServiceNetwork: allow,
        resourceGatewayIdentifier: gatewayId,
        ...group,
        ...definition(() => ({ arn: database.databaseArn })),
      },
      told: { arn },
    },
    {
      account,
      type: "aws-native:vpclattice:ResourceConfiguration",
      id: arn,
      props: {
        resourceConfigurationType: type,
        portRanges,
        allowAssociationToSharableServiceNetwork: allow,
        resourceGatewayId: gatewayId,
        ...group,
        ...definition(() => database.databaseArn),
      },
      told: { arn, awsId: id },
    },
  );
}

function associations(topology: Topology, choose: Choose): readonly Written[] {
  const networkArn = (id: unknown) => {
    const owner = topology.networks.find((it) => it.id === id)?.account ?? "111111111111";
    return arnOf(owner, "vpc-lattice", `servicenetwork/${String(id)}`);
  };
  const configurationArn = (id: unknown) => arnOf("111111111111", "vpc-lattice", `resourceconfiguration/${String(id)}`);
  return [
    ...topology.resourceAssociations.map(({ id, networkId, configurationId }) => {
      const network = choose(networkId, networkArn(networkId));
      const configuration = choose(configurationId, configurationArn(configurationId));
      const [classic, native] = [
        { serviceNetworkIdentifier: network, resourceConfigurationIdentifier: configuration },
        { serviceNetworkId: network, resourceConfigurationId: configuration },
      ];
      const name = "ServiceNetworkResourceAssociation";
      const account = choose("111111111111", "222222222222");
      return choose<Written>(
        { account, type: `aws:vpclattice/serviceNetworkResourceAssociation:${name}`, id, props: classic },
        { account, type: `aws-native:vpclattice:${name}`, id: arnOf(account, "vpc-lattice", `x/${id}`), props: native },
      );
    }),
    ...topology.vpcAssociations.map(({ id, account, networkId, vpcId, securityGroupIds, active }) => {
      const props = {
        serviceNetworkIdentifier: choose(networkId, networkArn(networkId)),
        vpcIdentifier: vpcId,
        ...(Array.isArray(securityGroupIds) && securityGroupIds.length > 0 ? { securityGroupIds } : {}),
      };
      const told = { status: active === true ? "ACTIVE" : "CREATE_FAILED" };
      const name = "ServiceNetworkVpcAssociation";
      const arn = arnOf(account, "vpc-lattice", `servicenetworkvpcassociation/${id}`);
      return choose<Written>(
        { account, type: `aws:vpclattice/serviceNetworkVpcAssociation:${name}`, id, props, told },
        { account, type: `aws-native:vpclattice:${name}`, id: arn, props, told },
      );
    }),
    ...topology.endpoints.map(({ id, account, target, active, established: _, ...place }) => {
      const to = target as { networkId: string } | { configurationId: string };
      const props =
        "networkId" in to
          ? { vpcEndpointType: "ServiceNetwork", serviceNetworkArn: networkArn(to.networkId) }
          : { vpcEndpointType: "Resource", resourceConfigurationArn: configurationArn(to.configurationId) };
      const type = choose("aws:ec2/vpcEndpoint:VpcEndpoint", "aws-native:ec2:VpcEndpoint");
      const told = { state: active === true ? "available" : "failed" };
      return { account, type, id, props: { ...place, ...props }, told };
    }),
  ];
}
