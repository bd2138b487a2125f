import type { VpcEndpoint } from "./entities";

/** What a caller may change about an endpoint. */
export type VpcEndpointSettings = Pick<VpcEndpoint, "subnetIds" | "securityGroupIds" | "tags">;

export interface CreateVpcEndpointRequest extends VpcEndpointSettings {
  readonly vpcId: string;
  /** Exactly one of this and `serviceNetworkArn`; both may be shared with the caller. */
  readonly resourceConfigurationArn?: string | undefined;
  readonly serviceNetworkArn?: string | undefined;
  readonly privateDnsEnabled: boolean;
  readonly dnsOptions?: VpcEndpoint["dnsOptions"] | undefined;
}
