import type { Resource } from "../../resources/resource";

/** Databases, shares and what is of Lattice: with one of them in it, a stack's network, roles and logs surround a database. */
const central = /^aws(-native)?:(docdb|docdbelastic|neptune|ram|rds|redshift|redshiftserverless|vpclattice)[:/]/;

const endpoints = ["aws:ec2/vpcEndpoint:VpcEndpoint", "aws-native:ec2:VpcEndpoint"];

/** Whether a resource makes what stands beside it in its stack a database's surroundings. */
export const isCentral = (resource: Resource): boolean =>
  central.test(resource.type) ||
  (endpoints.includes(resource.type) &&
    ["resourceConfigurationArn", "serviceNetworkArn"].some((property) => resource.get(property).present));
