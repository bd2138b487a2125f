import { latticeAssociationSecurityGroups } from "../../../../policy/rules/lattice/lattice-association-security-groups";
import { unknown } from "../../judge";
import { type Table, judges } from "../../tables";

const table = (base: Table["base"]): Table => ({
  base: { ...base, securityGroupIds: ["sg-1"] },
  passes: { "a group not made yet": { securityGroupIds: [unknown] } },
  finds: {
    "no list": [{ securityGroupIds: undefined }, "securityGroupIds is left out"],
    "an empty list": [{ securityGroupIds: [] }, "securityGroupIds is empty"],
  },
  undecided: { "an unknown list": { securityGroupIds: unknown } },
});

judges(
  latticeAssociationSecurityGroups,
  "aws:vpclattice/serviceNetworkVpcAssociation:ServiceNetworkVpcAssociation",
  table({}),
);
judges(latticeAssociationSecurityGroups, "aws-native:vpclattice:ServiceNetworkVpcAssociation", table({}));

for (const type of ["aws:ec2/vpcEndpoint:VpcEndpoint", "aws-native:ec2:VpcEndpoint"] as const) {
  judges(latticeAssociationSecurityGroups, type, table({ serviceNetworkArn: unknown }));
  judges(latticeAssociationSecurityGroups, type, table({ resourceConfigurationArn: "arn" }));
  judges(latticeAssociationSecurityGroups, type, { base: { serviceName: "com.amazonaws.eu-central-1.s3" } });
}
