import { freeAddresses } from "../../../services/ec2/addresses";
import { subnetKind, type Subnet } from "../../../services/ec2/entities";
import { allOwned } from "../../../services/owned";
import type { Entity } from "../../../state/store";
import { flag, text } from "../../fields";
import { providerFunction } from "../../functions";
import { theOne } from "../the-one";
import { passes, searchFields, type Search } from "./filters";

export const getSubnet = providerFunction({
  token: "aws:ec2/getSubnet:getSubnet",
  fields: {
    ...searchFields,
    availabilityZone: text(),
    availabilityZoneId: text(),
    cidrBlock: text(),
    defaultForAz: flag(),
    id: text(),
    state: text(),
    vpcId: text(),
  },
  invoke: (call, inputs) => {
    const { region = call.region, id, availabilityZone, availabilityZoneId, cidrBlock, vpcId } = inputs;
    const found = allOwned(call.services.store, subnetKind, { ...call, region }).filter((subnet) => {
      const { data } = subnet;
      const asked = [
        [id, data.subnetId],
        [availabilityZone, data.availabilityZone],
        [availabilityZoneId, data.availabilityZoneId],
        [cidrBlock, data.cidrBlock],
        [vpcId, data.vpcId],
        [inputs.state, "available"],
        [inputs.defaultForAz, false],
      ];
      return asked.every(([wish, fact]) => wish === undefined || wish === fact) && matches(inputs, subnet);
    });
    const { arn, account, data } = theOne("EC2 Subnet", found);
    const { assignIpv6AddressOnCreation = false, ipv6CidrBlock = "", ipv6CidrBlockAssociationId = "" } = data;
    return {
      ...data,
      ...{ arn, region, id: data.subnetId, ownerId: account, state: "available", defaultForAz: false },
      availableIpAddressCount: freeAddresses(call.services.store, data.subnetId),
      ...{ assignIpv6AddressOnCreation, ipv6CidrBlock, ipv6CidrBlockAssociationId },
      ...{ customerOwnedIpv4Pool: "", enableDns64: false, ipv6Native: false, mapCustomerOwnedIpOnLaunch: false },
      ...{ enableLniAtDeviceIndex: 0, enableResourceNameDnsAaaaRecordOnLaunch: false, outpostArn: "" },
    };
  },
});

export const getSubnets = providerFunction({
  token: "aws:ec2/getSubnets:getSubnets",
  fields: searchFields,
  invoke: (call, inputs) => {
    const { region = call.region, tags = {} } = inputs;
    const found = allOwned(call.services.store, subnetKind, { ...call, region }).filter((it) => matches(inputs, it));
    return { ...inputs, id: region, region, tags, ids: found.map((it) => it.id) };
  },
});

function matches(search: Search, { data }: Entity<Subnet>): boolean {
  const facts = {
    "subnet-id": data.subnetId,
    "vpc-id": data.vpcId,
    "cidr-block": data.cidrBlock,
    "availability-zone": data.availabilityZone,
    "availability-zone-id": data.availabilityZoneId,
    state: "available",
  };
  return passes(search, facts, data.tags);
}
