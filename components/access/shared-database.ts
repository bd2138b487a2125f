/** A database another account shares with this one. */
export interface SharedDatabase {
  /** ARN of its resource configuration. */
  readonly resourceConfigurationArn: string;
  /** ARN of the RAM share it came with. */
  readonly resourceShareArn: string;
  /** TCP port. */
  readonly port: number;
  /**
   * Its own name, by which names of endpoints are told apart.
   * @default - by the configuration alone, which may have several
   */
  readonly address?: string;
  /**
   * The database of which this is one more name, where it is: both come by one configuration, which is associated once
   * and by that name.
   * @default - the database itself
   */
  readonly of?: string;
  /**
   * The domain name by which the configuration leads to it, where it does: AWS answers the name in the VPC only where
   * that asks for it.
   * @default - an ARN, for whose names AWS makes a private zone by itself
   */
  readonly customDomainName?: string;
}

export type SharedDatabases = Readonly<Record<string, SharedDatabase>>;

const RESOURCE_CONFIGURATION_ARN =
  /^arn:[a-z-]+:vpc-lattice:[a-z0-9-]+:\d{12}:resourceconfiguration\/(rcfg-[0-9a-z]{17})$/;

/** The id in a configuration's ARN; undefined where it is none. */
export function resourceConfigurationId(arn: string): string | undefined {
  return RESOURCE_CONFIGURATION_ARN.exec(arn)?.[1];
}
