/** Something that opens a connection: where it is and which security groups it carries. */
export interface Client {
  /** 12 digits. */
  readonly account: string;
  readonly region: string;
  readonly vpcId?: string;
  readonly subnetId?: string;
  readonly securityGroupIds: readonly string[];
  /** Its private address. Left out, any address of its subnet (or VPC) is meant. */
  readonly sourceIp?: string;
}
