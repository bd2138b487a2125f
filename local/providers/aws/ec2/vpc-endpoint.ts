import { networkInterfacesOf } from "../../../services/ec2/addresses";
import { vpcEndpointKind } from "../../../services/ec2/entities";
import { createVpcEndpoint, deleteVpcEndpoint, modifyVpcEndpoint } from "../../../services/ec2/vpc-endpoint";
import { defined } from "../../../services/defined";
import { owned } from "../../../services/owned";
import { choice, flag, listOf, object, output, setOf, tags, text } from "../../fields";
import { unlessGone } from "../../not-found";
import { resourceType, type Problem, type Properties } from "../../resource-type";
import { timeouts } from "../../timeouts";
import { dnsOptionsOf, preferences } from "../vpclattice/private-dns-preference";

/**
 * Endpoints to what VPC Lattice shares. Those to AWS services (Interface, Gateway) are refused: nothing is behind them
 * here.
 */
export const vpcEndpoint = resourceType({
  token: "aws:ec2/vpcEndpoint:VpcEndpoint",
  label: "EC2 VPC Endpoint",
  fields: {
    vpcId: text({ required: true, replaces: true }),
    vpcEndpointType: choice(["Resource", "ServiceNetwork"], { required: true, replaces: true }),
    resourceConfigurationArn: text({ replaces: true }),
    serviceNetworkArn: text({ replaces: true }),
    subnetIds: setOf(text(), { computed: true }),
    securityGroupIds: setOf(text(), { computed: true }),
    privateDnsEnabled: flag({ computed: true, replaces: true }),
    dnsOptions: object(
      { privateDnsPreference: choice(preferences), privateDnsSpecifiedDomains: setOf(text()) },
      { computed: true, replaces: true },
    ),
    ipAddressType: choice(["ipv4"], { computed: true }),
    tags: tags(),
    timeouts,
    arn: output(text()),
    dnsEntries: output(listOf(object({ dnsName: text(), hostedZoneId: text() }))),
    networkInterfaceIds: output(setOf(text())),
    ownerId: output(text()),
    requesterManaged: output(flag()),
    routeTableIds: output(setOf(text())),
    state: output(text()),
  },
  check: targetProblems,
  create: async (call, inputs) => {
    const { vpcId, resourceConfigurationArn, serviceNetworkArn, subnetIds = [], securityGroupIds = [] } = inputs;
    const { privateDnsEnabled = false, dnsOptions, tags = {} } = inputs;
    const created = await createVpcEndpoint(call.services, call, {
      ...{ vpcId, resourceConfigurationArn, serviceNetworkArn, subnetIds, securityGroupIds, privateDnsEnabled, tags },
      dnsOptions: dnsOptionsOf(dnsOptions),
    });
    return created.id;
  },
  read: (call, id) => {
    const found = owned(call.services.store, vpcEndpointKind, id, call);
    if (found === undefined) return undefined;
    const networkInterfaceIds = networkInterfacesOf(call.services.store, found.arn).map((it) => it.id);
    const { account: ownerId, arn, data } = found;
    // AWS tells the names of these types of endpoint in aws.vpc.getEndpointAssociations only
    // (terraform-provider-aws#41859).
    return { ...data, networkInterfaceIds, dnsEntries: [], requesterManaged: false, ownerId, arn };
  },
  update: (call, id, { subnetIds, securityGroupIds, tags = {} }) =>
    modifyVpcEndpoint(call.services, call, id, defined({ subnetIds, securityGroupIds, tags })),
  delete: (call, id) => unlessGone(deleteVpcEndpoint(call.services, call, id)),
});

function targetProblems(inputs: Properties): readonly Problem[] {
  const wanted = inputs.vpcEndpointType === "Resource" ? "resourceConfigurationArn" : "serviceNetworkArn";
  const other = inputs.vpcEndpointType === "Resource" ? "serviceNetworkArn" : "resourceConfigurationArn";
  const missing = { property: wanted, reason: `is required for type ${String(inputs.vpcEndpointType)}; set it` };
  const stray = { property: other, reason: `is not for type ${String(inputs.vpcEndpointType)}; remove it` };
  return [...(inputs[wanted] === undefined ? [missing] : []), ...(inputs[other] === undefined ? [] : [stray])];
}
