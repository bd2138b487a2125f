import { rule } from "../../framework/rule";

const endpoints = ["aws:ec2/vpcEndpoint:VpcEndpoint", "aws-native:ec2:VpcEndpoint"] as const;
const endpointReads = ["securityGroupIds", "serviceNetworkArn", "resourceConfigurationArn"] as const;

export const latticeAssociationSecurityGroups = rule({
  id: "lattice-association-security-groups",
  sentence: "Only hosts with a named security group get into a service network or to a database.",
  why: "AWS adds no security group to an association, so that every host of the VPC may connect, and gives an endpoint the default group of the VPC.",
  fix: "Add a security group that admits the database's port from the clients' security group.",
  severity: "high",
  level: "mandatory",
  controls: [],
  url: "https://docs.aws.amazon.com/vpc-lattice/latest/ug/security-groups.html",
  reads: {
    "aws:vpclattice/serviceNetworkVpcAssociation:ServiceNetworkVpcAssociation": ["securityGroupIds"],
    "aws-native:vpclattice:ServiceNetworkVpcAssociation": ["securityGroupIds"],
    [endpoints[0]]: endpointReads,
    [endpoints[1]]: endpointReads,
  },
  check(resource) {
    const endpoint = (endpoints as readonly string[]).includes(resource.type);
    const lattice = [resource.get("serviceNetworkArn"), resource.get("resourceConfigurationArn")];
    // Endpoints for AWS services are none of Lattice's.
    if (endpoint && lattice.every((it) => it.absent)) return [];
    const at = resource.get("securityGroupIds");
    if (at.unknown || at.items().length > 0) return [];
    return [{ at, what: at.absent ? "is left out" : "is empty" }];
  },
});
