import { networkInterfacesOf } from "../../../services/ec2/addresses";
import { vpcEndpointKind } from "../../../services/ec2/entities";
import { createVpcEndpoint, deleteVpcEndpoint, modifyVpcEndpoint } from "../../../services/ec2/vpc-endpoint";
import { defined } from "../../../services/defined";
import { owned } from "../../../services/owned";
import { choice, flag, json, listOf, object, output, setOf, tags, text } from "../../fields";
import { unlessGone } from "../../not-found";
import { resourceType, type Problem, type Properties } from "../../resource-type";
import { timeouts } from "../../timeouts";
import { samePolicy } from "../same-policy";
import { dnsOptionsOf, preferences } from "../vpclattice/private-dns-preference";

/** Endpoints to what VPC Lattice shares, and to AWS's services, behind which nothing is here. */
export const vpcEndpoint = resourceType({
  token: "aws:ec2/vpcEndpoint:VpcEndpoint",
  label: "EC2 VPC Endpoint",
  fields: {
    vpcId: text({ required: true, replaces: true }),
    vpcEndpointType: choice(["Gateway", "Interface", "Resource", "ServiceNetwork"], {
      default: "Gateway",
      replaces: true,
    }),
    serviceName: text({ replaces: true }),
    policy: json({ computed: true, same: samePolicy }),
    routeTableIds: setOf(text(), { computed: true }),
    resourceConfigurationArn: text({ replaces: true }),
    serviceNetworkArn: text({ replaces: true }),
    subnetIds: setOf(text(), { computed: true }),
    securityGroupIds: setOf(text(), { computed: true }),
    privateDnsEnabled: flag({ computed: true }),
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
    prefixListId: output(text()),
    ownerId: output(text()),
    requesterManaged: output(flag()),
    state: output(text()),
  },
  check: targetProblems,
  // AWS changes it in place since November 2026 for these types too; the provider makes a new one.
  replacedBy: (old, { vpcEndpointType, privateDnsEnabled }) =>
    isLattice(vpcEndpointType) && privateDnsEnabled !== undefined && old.privateDnsEnabled !== privateDnsEnabled
      ? ["privateDnsEnabled"]
      : [],
  create: async (call, inputs) => {
    const { vpcId, resourceConfigurationArn, serviceNetworkArn, subnetIds = [], securityGroupIds = [] } = inputs;
    const { privateDnsEnabled = false, dnsOptions, tags = {}, policy, routeTableIds } = inputs;
    const created = await createVpcEndpoint(call.services, call, {
      ...{ vpcId, resourceConfigurationArn, serviceNetworkArn, subnetIds, securityGroupIds, privateDnsEnabled, tags },
      ...{ service: serviceOf(inputs), policy, routeTableIds },
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
    const names = isLattice(data.vpcEndpointType) ? { dnsEntries: [] } : {};
    return { ...data, networkInterfaceIds, ...names, requesterManaged: false, ownerId, arn };
  },
  update: (call, id, { subnetIds, securityGroupIds, routeTableIds, privateDnsEnabled, policy, tags = {} }) => {
    const settings = { subnetIds, securityGroupIds, routeTableIds, privateDnsEnabled, policy, tags };
    return modifyVpcEndpoint(call.services, call, id, defined(settings));
  },
  delete: (call, id) => unlessGone(deleteVpcEndpoint(call.services, call, id)),
});

const isLattice = (type: unknown): boolean => type === "Resource" || type === "ServiceNetwork";

interface Target {
  readonly vpcEndpointType: string;
  readonly serviceName?: string | undefined;
}

function serviceOf({ vpcEndpointType: type, serviceName: name = "" }: Target) {
  return type === "Interface" || type === "Gateway" ? ({ type, name } as const) : undefined;
}

const targets: Readonly<Record<string, string>> = {
  Resource: "resourceConfigurationArn",
  ServiceNetwork: "serviceNetworkArn",
  Interface: "serviceName",
  Gateway: "serviceName",
};

function targetProblems(inputs: Properties): readonly Problem[] {
  const type = String(inputs.vpcEndpointType);
  const wanted = targets[type] ?? "";
  const others = [...new Set(Object.values(targets))].filter((other) => other !== wanted);
  const stray = others.filter((other) => inputs[other] !== undefined);
  return [
    ...(inputs[wanted] === undefined ? [{ property: wanted, reason: `is required for type ${type}; set it` }] : []),
    ...stray.map((property) => ({ property, reason: `is not for type ${type}; remove it` })),
  ];
}
