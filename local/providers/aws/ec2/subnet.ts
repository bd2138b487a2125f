import { subnetKind } from "../../../services/ec2/entities";
import { createSubnet, deleteSubnet, modifySubnet } from "../../../services/ec2/subnet";
import { owned } from "../../../services/owned";
import { choice, flag, output, tags, text } from "../../fields";
import { unlessGone } from "../../not-found";
import { resourceType } from "../../resource-type";
import { timeouts } from "../../timeouts";

export const subnet = resourceType({
  token: "aws:ec2/subnet:Subnet",
  label: "EC2 Subnet",
  fields: {
    vpcId: text({ required: true, replaces: true }),
    cidrBlock: text({ required: true, replaces: true }),
    availabilityZone: text({ computed: true, replaces: true }),
    availabilityZoneId: text({ computed: true, replaces: true }),
    assignIpv6AddressOnCreation: flag(),
    ipv6CidrBlock: text(),
    mapPublicIpOnLaunch: flag({ default: false }),
    enableResourceNameDnsARecordOnLaunch: flag({ default: false }),
    privateDnsHostnameTypeOnLaunch: choice(["ip-name", "resource-name"], { computed: true }),
    tags: tags(),
    timeouts,
    arn: output(text()),
    ipv6CidrBlockAssociationId: output(text()),
    ownerId: output(text()),
  },
  create: async (call, { availabilityZone, availabilityZoneId, privateDnsHostnameTypeOnLaunch, ...inputs }) => {
    const { vpcId, cidrBlock, mapPublicIpOnLaunch, enableResourceNameDnsARecordOnLaunch, tags = {} } = inputs;
    const { ipv6CidrBlock, assignIpv6AddressOnCreation = false } = inputs;
    const created = await createSubnet(call.services, call, {
      vpcId,
      cidrBlock,
      zone: availabilityZone ?? availabilityZoneId,
      mapPublicIpOnLaunch,
      enableResourceNameDnsARecordOnLaunch,
      ...{ ipv6CidrBlock, assignIpv6AddressOnCreation },
      privateDnsHostnameTypeOnLaunch: privateDnsHostnameTypeOnLaunch ?? "ip-name",
      tags,
    });
    return created.id;
  },
  read: (call, id) => {
    const found = owned(call.services.store, subnetKind, id, call);
    if (found === undefined) return undefined;
    const { assignIpv6AddressOnCreation: assigns = false, ...data } = found.data;
    const flags = assigns ? { assignIpv6AddressOnCreation: true } : {};
    return { ...data, ...flags, ownerId: found.account, arn: found.arn };
  },
  update: (call, id, { mapPublicIpOnLaunch, enableResourceNameDnsARecordOnLaunch, tags = {}, ...inputs }) =>
    modifySubnet(call.services, call, id, {
      mapPublicIpOnLaunch,
      enableResourceNameDnsARecordOnLaunch,
      ipv6CidrBlock: inputs.ipv6CidrBlock,
      assignIpv6AddressOnCreation: inputs.assignIpv6AddressOnCreation ?? false,
      ...(inputs.privateDnsHostnameTypeOnLaunch && {
        privateDnsHostnameTypeOnLaunch: inputs.privateDnsHostnameTypeOnLaunch,
      }),
      tags,
    }),
  delete: (call, id) => unlessGone(deleteSubnet(call.services, call, id)),
});
