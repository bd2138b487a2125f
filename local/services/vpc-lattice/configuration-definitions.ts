import { isIPv4 } from "node:net";
import type { Reads } from "../../state/store";
import { parseArn } from "../../../aws/arn";
import { endpointsOfArn } from "../rds/endpoints";
import type { Caller } from "../services";
import type { ResourceConfigurationDefinition, ResourceGateway } from "./entities";
import { invalid } from "./errors";

/** `10/8`, `100.64/10`, `172.16/12`, `192.168/16`: what an ipResource may be. */
const privateRanges = [
  { first: [10, 0], last: [10, 255] },
  { first: [100, 64], last: [100, 127] },
  { first: [172, 16], last: [172, 31] },
  { first: [192, 168], last: [192, 168] },
] as const;

/**
 * Refuses a definition AWS would not take; returns the port of the database for an ARN definition, whose ports AWS
 * knows by itself.
 */
export function checkDefinition(
  reads: Reads,
  caller: Caller,
  definition: ResourceConfigurationDefinition,
  gateway: ResourceGateway,
): number | undefined {
  if ("arnResource" in definition) return portOfDatabase(reads, caller, definition.arnResource.arn, gateway);
  if ("dnsResource" in definition) checkDomainName(definition.dnsResource.domainName);
  else checkIpAddress(definition.ipResource.ipAddress);
  return undefined;
}

function portOfDatabase(reads: Reads, caller: Caller, arn: string, gateway: ResourceGateway): number {
  const parsed = parseArn(arn);
  if (parsed?.service !== "rds" || !/^(db|cluster):/.test(parsed.resource)) {
    throw invalid(`${arn} is not supported: only Amazon RDS databases are supported as ARN resources`);
  }
  if (parsed.account !== caller.account || parsed.region !== caller.region) {
    throw invalid(`${arn} must be a database of account ${caller.account} in ${caller.region}`);
  }
  const instance = endpointsOfArn(reads, arn)[0]?.instance;
  if (instance === undefined) throw invalid(`Database ${arn} does not exist`);
  if (instance.data.publiclyAccessible) {
    throw invalid(`Database ${arn} is publicly accessible; only private databases are supported as ARN resources`);
  }
  if (gateway.resourceConfigDnsResolution === "IN_VPC") {
    throw invalid("A resource gateway with DNS resolution IN_VPC does not support ARN resources; use one with PUBLIC");
  }
  return instance.data.endpoint.port;
}

function checkDomainName(domainName: string): void {
  const label = /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/i;
  const isName = domainName.includes(".") && domainName.split(".").every((it) => label.test(it));
  if (domainName.length < 3 || domainName.length > 255 || !isName || isIPv4(domainName)) {
    throw invalid(`'${domainName}' is not a domain name of 3 to 255 characters`);
  }
}

function checkIpAddress(ipAddress: string): void {
  const [high = 0, low = 0] = ipAddress.split(".").map(Number);
  const isPrivate = privateRanges.some(({ first, last }) => high === first[0] && low >= first[1] && low <= last[1]);
  if (!isIPv4(ipAddress)) {
    throw invalid(`'${ipAddress}' is not an IP address; a host name belongs into dnsResource`);
  }
  if (!isPrivate) {
    throw invalid(`${ipAddress} is not in 10.0.0.0/8, 100.64.0.0/10, 172.16.0.0/12 or 192.168.0.0/16`);
  }
}
