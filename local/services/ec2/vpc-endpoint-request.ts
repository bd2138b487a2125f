import type { VpcEndpoint } from "./entities";

/** What a caller may change about an endpoint. */
export type VpcEndpointSettings = Pick<
  VpcEndpoint,
  "subnetIds" | "securityGroupIds" | "routeTableIds" | "privateDnsEnabled" | "policy" | "tags"
>;

/** Exactly one of what it leads to: the first two may be shared with the caller, the last is AWS's. */
export interface CreateVpcEndpointRequest extends Omit<VpcEndpointSettings, "policy" | "routeTableIds"> {
  readonly vpcId: string;
  readonly resourceConfigurationArn?: string | undefined;
  readonly serviceNetworkArn?: string | undefined;
  readonly service?: { readonly name: string; readonly type: "Interface" | "Gateway" } | undefined;
  readonly dnsOptions?: VpcEndpoint["dnsOptions"] | undefined;
  /** Default: everybody may do everything. */
  readonly policy?: string | undefined;
  readonly routeTableIds?: readonly string[] | undefined;
}
