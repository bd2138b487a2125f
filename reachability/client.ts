/** Something that opens a connection: where it is and which security groups it carries. */
export interface Client {
  /** 12 digits. */
  readonly account: string;
  readonly region: string;
  readonly vpcId?: string;
  readonly subnetId?: string;
  readonly securityGroupIds: readonly string[];
  /** Its private address. Left out, any address of its subnet (or VPC) is meant. Of a client outside AWS: its range. */
  readonly sourceIp?: string;
  /** In no VPC: on premises, or on the internet. */
  readonly outside?: true;
}

/** Nobody's, as account and Region of what is outside AWS. */
const outsideAws = "outside AWS";

/** @param range Where it is; undefined where that is not known. */
export function outsideClient(range: string | undefined): Client {
  const place = { account: outsideAws, region: outsideAws, securityGroupIds: [], outside: true } as const;
  return range === undefined ? place : { ...place, sourceIp: range };
}
