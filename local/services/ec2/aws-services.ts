import { AwsError } from "../../ground/aws-error";
import type { Reads } from "../../state/store";
import { parsePolicy, PolicySyntaxError } from "../iam/policy-document";
import type { Caller } from "../services";
import { vpcEndpointKind, type VpcEndpoint } from "./entities";
import type { CreateVpcEndpointRequest } from "./vpc-endpoint-request";

/** AWS's services that have endpoints here, by the last part of their names, with the types of endpoint each has. */
const services: Readonly<Record<string, readonly ("Interface" | "Gateway")[]>> = {
  dynamodb: ["Gateway"],
  kms: ["Interface"],
  logs: ["Interface"],
  monitoring: ["Interface"],
  rds: ["Interface"],
  s3: ["Interface", "Gateway"],
  secretsmanager: ["Interface"],
  sts: ["Interface"],
};

/** Whether the Region has such a service, with such endpoints, and what the endpoint is given is for its type. */
export function checkService(reads: Reads, caller: Caller, request: CreateVpcEndpointRequest): void {
  const { service, vpcId, policy, privateDnsEnabled } = request;
  if (service === undefined) return;
  const [, short = ""] = /^com\.amazonaws\.[a-z0-9-]+\.([a-z0-9]+)$/.exec(service.name) ?? [];
  const types = Object.hasOwn(services, short) ? services[short] : undefined;
  if (types === undefined || service.name !== `com.amazonaws.${caller.region}.${short}`) {
    throw new AwsError("InvalidServiceName", `The Vpc Endpoint Service '${service.name}' does not exist`);
  }
  if (!types.includes(service.type)) {
    throw invalid(`Endpoint type (${service.type}) does not match available service types ([${types.join(", ")}]).`);
  }
  checkPolicy(policy);
  checkGivenFor(request, service.type);
  if (privateDnsEnabled) checkServiceDns(reads, { vpcId, serviceName: service.name });
}

/** In a VPC the service's own name leads to one endpoint. */
export function checkServiceDns(reads: Reads, { vpcId, serviceName = "" }: Pick<VpcEndpoint, "vpcId" | "serviceName">) {
  const rival = reads
    .list(vpcEndpointKind, ({ data }) => data.vpcId === vpcId && data.serviceName === serviceName)
    .find(({ data }) => data.privateDnsEnabled);
  if (rival === undefined) return;
  const [, , region = "", short = ""] = serviceName.split(".");
  throw invalid(
    `private-dns-enabled cannot be set because there is already a conflicting DNS domain for ` +
      `${short}.${region}.amazonaws.com in the VPC ${vpcId}`,
  );
}

function checkGivenFor(request: CreateVpcEndpointRequest, type: "Interface" | "Gateway"): void {
  const { subnetIds, securityGroupIds, routeTableIds = [], privateDnsEnabled } = request;
  if (type === "Interface") {
    if (routeTableIds.length > 0) throw invalid("Route table IDs are only supported for Gateway type VPC Endpoints.");
    return;
  }
  if (subnetIds.length > 0) throw invalid("Subnet IDs are only supported for Interface type VPC Endpoints.");
  if (securityGroupIds.length > 0) {
    throw invalid("Security group IDs are only supported for Interface type VPC Endpoints.");
  }
  if (privateDnsEnabled) throw invalid("Private DNS is only supported for Interface type VPC Endpoints.");
}

/** A policy as EC2 takes it for an endpoint: its form, of which IAM knows. */
export function checkPolicy(policy: string | undefined): void {
  if (policy === undefined) return;
  try {
    parsePolicy(policy);
  } catch (error) {
    if (!(error instanceof PolicySyntaxError)) throw error;
    throw new AwsError("InvalidPolicyDocument", error.message);
  }
}

function invalid(message: string): AwsError {
  return new AwsError("InvalidParameter", message);
}
