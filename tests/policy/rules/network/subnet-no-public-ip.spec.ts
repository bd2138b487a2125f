import assert from "node:assert/strict";
import { subnetNoPublicIp } from "../../../../policy/rules/network/subnet-no-public-ip";
import { mended, unknown } from "../../judge";
import { judges } from "../../tables";

for (const type of ["aws:ec2/subnet:Subnet", "aws-native:ec2:Subnet"] as const) {
  judges(subnetNoPublicIp, type, {
    base: { vpcId: "vpc-1" },
    passes: {
      "both switches off": { mapPublicIpOnLaunch: false, assignIpv6AddressOnCreation: false },
      "a subnet meant to be public": [{ mapPublicIpOnLaunch: true }, { knobs: { publicSubnets: ["^it$"] } }],
    },
    finds: {
      "public IPv4 addresses": [{ mapPublicIpOnLaunch: true }, "mapPublicIpOnLaunch is on"],
      "public IPv6 addresses, as advice": [
        { assignIpv6AddressOnCreation: true },
        "(advice) assignIpv6AddressOnCreation is on",
      ],
      "a subnet other than those meant to be public": [
        { mapPublicIpOnLaunch: true },
        "mapPublicIpOnLaunch is on",
        { knobs: { publicSubnets: ["^other$", "("] } },
      ],
    },
    undecided: { "an unknown switch": { mapPublicIpOnLaunch: unknown } },
  });

  it(`subnet-no-public-ip mends ${type}`, () => {
    assert.deepEqual(mended(subnetNoPublicIp, type, { mapPublicIpOnLaunch: true }), { mapPublicIpOnLaunch: false });
    assert.deepEqual(mended(subnetNoPublicIp, type, { assignIpv6AddressOnCreation: true }), {
      mapPublicIpOnLaunch: false,
      assignIpv6AddressOnCreation: false,
    });
  });
}

judges(subnetNoPublicIp, "aws:ec2/defaultSubnet:DefaultSubnet", {
  base: { mapPublicIpOnLaunch: false },
  finds: {
    "public addresses": [{ mapPublicIpOnLaunch: true }, "mapPublicIpOnLaunch is on"],
    "the switch left out": [{ mapPublicIpOnLaunch: undefined }, "mapPublicIpOnLaunch is left out, which is on here"],
  },
  undecided: { "an unknown switch": { mapPublicIpOnLaunch: unknown } },
});

judges(subnetNoPublicIp, "aws:ec2/instance:Instance", {
  base: {},
  passes: { "the switch off": { associatePublicIpAddress: false } },
  finds: { "a public address": [{ associatePublicIpAddress: true }, "associatePublicIpAddress is on"] },
  undecided: { "an unknown switch": { associatePublicIpAddress: unknown } },
});

const interfaces = [{}, { associatePublicIpAddress: true }];
for (const type of ["aws-native:ec2:Instance", "aws:ec2/launchTemplate:LaunchTemplate"] as const) {
  judges(subnetNoPublicIp, type, {
    base: { networkInterfaces: [{ associatePublicIpAddress: false }] },
    finds: {
      "an interface with a public address": [
        { networkInterfaces: interfaces },
        "networkInterfaces[1].associatePublicIpAddress is on",
      ],
    },
    undecided: { "unknown interfaces": { networkInterfaces: unknown } },
  });
  it(`subnet-no-public-ip leaves ${type} as it is`, () => {
    assert.deepEqual(mended(subnetNoPublicIp, type, { networkInterfaces: interfaces }), {});
  });
}

judges(subnetNoPublicIp, "aws-native:ec2:LaunchTemplate", {
  base: { launchTemplateData: { networkInterfaces: [{}] } },
  finds: {
    "an interface with a public address": [
      { launchTemplateData: { networkInterfaces: interfaces } },
      "launchTemplateData.networkInterfaces[1].associatePublicIpAddress is on",
    ],
  },
  undecided: { "unknown data": { launchTemplateData: unknown } },
});
