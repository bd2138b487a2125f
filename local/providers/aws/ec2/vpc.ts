import { vpcKind } from "../../../services/ec2/entities";
import { createVpc, deleteVpc, modifyVpc, vpcRangeProblem } from "../../../services/ec2/vpc";
import { owned } from "../../../services/owned";
import { choice, flag, output, tags, text } from "../../fields";
import { unlessGone } from "../../not-found";
import { isUnknown, resourceType } from "../../resource-type";

export const vpc = resourceType({
  token: "aws:ec2/vpc:Vpc",
  label: "EC2 VPC",
  fields: {
    cidrBlock: text({ required: true, replaces: true }),
    assignGeneratedIpv6CidrBlock: flag(),
    enableDnsHostnames: flag({ default: false }),
    enableDnsSupport: flag({ default: true }),
    enableNetworkAddressUsageMetrics: flag({ default: false }),
    instanceTenancy: choice(["default", "dedicated"], { default: "default", replaces: true }),
    tags: tags(),
    arn: output(text()),
    defaultNetworkAclId: output(text()),
    defaultRouteTableId: output(text()),
    defaultSecurityGroupId: output(text()),
    dhcpOptionsId: output(text()),
    ipv6AssociationId: output(text()),
    // An input of those alone who bring a range, which is not modelled.
    ipv6CidrBlock: output(text()),
    mainRouteTableId: output(text()),
    ownerId: output(text()),
  },
  check: ({ cidrBlock }) => {
    const problem = typeof cidrBlock === "string" && !isUnknown(cidrBlock) ? vpcRangeProblem(cidrBlock) : undefined;
    return problem === undefined ? [] : [{ property: "cidrBlock", reason: problem.message }];
  },
  create: async (call, { tags = {}, assignGeneratedIpv6CidrBlock = false, ...inputs }) =>
    (await createVpc(call.services, call, { ...inputs, assignGeneratedIpv6CidrBlock, tags })).id,
  read: (call, id) => {
    const found = owned(call.services.store, vpcKind, id, call);
    return (
      found && {
        ...found.data,
        ...(found.data.ipv6CidrBlock !== undefined && { assignGeneratedIpv6CidrBlock: true }),
        defaultRouteTableId: found.data.mainRouteTableId,
        ownerId: found.account,
        arn: found.arn,
      }
    );
  },
  update: (
    call,
    id,
    { assignGeneratedIpv6CidrBlock = false, enableDnsHostnames, enableDnsSupport, tags = {}, ...inputs },
  ) =>
    modifyVpc(call.services, call, id, {
      assignGeneratedIpv6CidrBlock,
      enableDnsHostnames,
      enableDnsSupport,
      enableNetworkAddressUsageMetrics: inputs.enableNetworkAddressUsageMetrics,
      tags,
    }),
  delete: (call, id) => unlessGone(deleteVpc(call.services, call, id)),
});
