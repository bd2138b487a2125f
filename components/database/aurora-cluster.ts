import * as rds from "@pulumi/aws/rds";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

import { EncryptionKey } from "../account/encryption-key";
import type { Place } from "../account/place";
import { logSettingsProblems, type LogSettings } from "../watch/log-settings";
import { AURORA_ENGINES, auroraVersionNotice, type AuroraEngine } from "./aurora-engine";
import { auroraInstanceArgs, clusterArgs } from "./cluster-args";
import { clusterParameters } from "./cluster-parameters";
import { clusterProblems, isInstanceKey } from "./cluster-problems";
import { withClusterDefaults, type ClusterSettings } from "./cluster-settings";
import { DatabaseBackup } from "./database-backup";
import { databaseLogs } from "./database-logs";
import { databaseNameProblem } from "./database-problems";
import { groundOf, NOWHERE, ownGround, type ClusterFleetMember } from "./surroundings";
import { TargetKind, type DatabaseTarget, type ShareableDatabase } from "./shareable-database";
import { checkedSubnetIds, subnetIdsProblems, type SubnetIds } from "./subnet-ids";

export interface AuroraClusterArgs extends ClusterSettings, LogSettings {
  /** The account and Region of the cluster. */
  readonly place: Place;
  /**
   * What the cluster shares with other databases of its VPC: `fleet.clusterMember({ engine, engineVersion, port })`.
   * Cannot be changed later: RDS moves no cluster to another subnet group of its VPC.
   * @default - a subnet group, security group, parameter group, monitoring role and vault of its own
   */
  readonly fleet?: ClusterFleetMember;
  /**
   * The cluster's VPC.
   * @default - the fleet's
   */
  readonly vpcId?: pulumi.Input<string>;
  /**
   * Private subnets in at least two zones.
   * @default - the fleet's
   */
  readonly subnetIds?: SubnetIds;
  /**
   * Refuses `pulumi destroy` and replacement of the key, the cluster and the vault. Instances can go: the data is the
   * cluster's.
   * @default true
   */
  readonly protect?: boolean;
  /**
   * Whether it has IPv6 addresses beside the others, for which each of its subnets needs an IPv6 range.
   * @default false
   */
  readonly dualStack?: boolean;
}

/**
 * A private Aurora cluster, MySQL or PostgreSQL, as safe by default as `Database` and shared by two names: the writer's
 * and, beside it, the reader's. VPC Lattice finds both by the cluster's ARN.
 *
 * What is left when it is deleted is the same as of a `Database`. What would replace the cluster by an empty one
 * (another `engine`, `databaseName` or `masterUsername`) fails on purpose, because its identifier stays the same.
 *
 * A first deployment takes about 15 minutes. Cost: each instance by the hour, or each capacity unit with Serverless v2;
 * storage and I/O as used.
 *
 * @example new AuroraCluster("ledger", { place, fleet: fleet.clusterMember(settings), ...settings, logKeyArn })
 */
export class AuroraCluster extends pulumi.ComponentResource implements ShareableDatabase {
  /** ARN of the cluster. */
  readonly arn: pulumi.Output<string>;
  /** RDS's name of the cluster. */
  readonly identifier: pulumi.Output<string>;
  /** The writer's endpoint name without the port. TLS and IAM tokens are for this name. */
  readonly address: pulumi.Output<string>;
  /** `reader`: the endpoint name of the readers; in a cluster of one instance it leads to that one. */
  readonly otherAddresses: Readonly<Record<string, pulumi.Output<string>>>;
  /** What its clients speak. */
  readonly engine: AuroraEngine;
  /** TCP port. */
  readonly port: number;
  /** Name of the database in the server. */
  readonly databaseName: string;
  /** `cluster-…`, which names the cluster in `rds-db:connect`. */
  readonly resourceId: pulumi.Output<string>;
  /** The security group that decides who may connect; without rules of its own. */
  readonly securityGroupId: pulumi.Output<string>;
  /** Where it is the fleet's, what tells it from the fleet's others. */
  readonly securityGroupKey: string | undefined;
  /** Lattice finds the cluster, and by it both names, by its ARN. */
  readonly target: DatabaseTarget;

  constructor(name: string, args: AuroraClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    super("lattice-db:index:AuroraCluster", name, args, opts);
    const problems = problemsOf(name, args);
    if (problems.length > 0) throw this.#error(name, problems);
    const parent = { parent: this };
    const notice = auroraVersionNotice(args.engine, args.engineVersion, new Date());
    if (notice !== undefined) void pulumi.log.warn(`AuroraCluster "${name}": ${notice}`, this);
    const { place, fleet, protect = true } = args;
    const settings = withClusterDefaults(name, args);
    const description = `Database ${name}`;

    // Where a last copy is promised its key and the vault stay, or nobody could ever read it.
    const retain = settings.finalSnapshot;
    const key = new EncryptionKey(name, { place, description, protect, retain }, parent);
    const around = this.#surroundings(name, args);
    // Part of the identifier for the same reasons as a `Database` has it.
    const suffix = new random.RandomId(`${name}-suffix`, { byteLength: 4 }, parent);
    const identifier = pulumi.interpolate`${name}-${suffix.hex}`;
    const exports = AURORA_ENGINES[settings.engine].logExports;
    const logs = databaseLogs(name, { kind: "cluster", identifier, exports }, args, this);

    const cluster = new rds.Cluster(
      `${name}-cluster`,
      {
        ...clusterArgs(settings, identifier, key.arn),
        dbSubnetGroupName: around.subnetGroupName,
        ...(args.dualStack === true && { networkType: "DUAL" }),
        vpcSecurityGroupIds: [around.securityGroupId],
        dbClusterParameterGroupName: around.parameterGroupName,
        ...(fleet !== undefined && { tags: fleet.backupTags }),
      },
      // No output says that the log groups are there before RDS writes.
      { ...parent, protect, dependsOn: logs },
    );
    const instances = Object.entries(settings.instances).map(
      ([instanceKey, instance]) =>
        new rds.ClusterInstance(
          `${name}-${instanceKey}`,
          {
            ...auroraInstanceArgs(settings, instance, key.arn),
            identifier: pulumi.interpolate`${identifier}-${instanceKey}`,
            clusterIdentifier: cluster.clusterIdentifier,
            dbSubnetGroupName: around.subnetGroupName,
            monitoringRoleArn: around.monitoringRoleArn,
          },
          // The role's ARN does not say that its policy is there.
          { ...parent, dependsOn: [...around.ready] },
        ),
    );
    if (fleet === undefined) {
      new DatabaseBackup(name, { place, protect, retain, resourceArn: cluster.arn, kmsKeyArn: key.arn }, parent);
    }

    this.arn = cluster.arn;
    this.identifier = cluster.clusterIdentifier;
    // A cluster without an instance answers nobody: whoever waits for the name waits for the instances.
    const ready = pulumi.all(instances.map((instance) => instance.arn));
    this.address = pulumi.all([cluster.endpoint, ready]).apply(([endpoint]) => endpoint);
    this.otherAddresses = { reader: pulumi.all([cluster.readerEndpoint, ready]).apply(([endpoint]) => endpoint) };
    this.engine = settings.engine;
    this.port = settings.port;
    this.databaseName = settings.databaseName;
    this.resourceId = cluster.clusterResourceId;
    this.securityGroupId = pulumi.output(around.securityGroupId);
    this.securityGroupKey = fleet?.securityGroupKey;
    this.target = { kind: TargetKind.Arn, value: this.arn };
    this.registerOutputs({
      arn: this.arn,
      address: this.address,
      otherAddresses: this.otherAddresses,
      port: this.port,
      databaseName: this.databaseName,
      resourceId: this.resourceId,
      securityGroupId: this.securityGroupId,
    });
  }

  #error(name: string, problems: readonly string[]): pulumi.ResourceError {
    return new pulumi.ResourceError(`AuroraCluster "${name}": ${problems.join("; ")}`, this, true);
  }

  #surroundings(name: string, args: AuroraClusterArgs) {
    const ground = groundOf(args);
    if (ground === undefined) throw this.#error(name, [NOWHERE]);
    if ("fleet" in ground) return { ...ground.fleet, ready: [] };
    const { place, engine, engineVersion } = args;
    const subnetIds = checkedSubnetIds(ground.subnetIds, (problem) => this.#error(name, [problem]));
    const own = ownGround(name, { place, vpcId: ground.vpcId, subnetIds }, this);
    const about = { engine, engineVersion, description: `Database ${name}, TLS required` };
    return { ...own, parameterGroupName: clusterParameters(`${name}-parameters`, about, this).name };
  }
}

function problemsOf(name: string, args: AuroraClusterArgs): string[] {
  const nameProblem = databaseNameProblem(name);
  const keys = Object.keys(args.instances ?? {}).filter((key) => !isInstanceKey(key));
  return [
    ...(nameProblem === undefined ? [] : [nameProblem]),
    ...clusterProblems(name, args),
    ...keys.map(
      (key) => `instances must have keys of 1-20 lower-case letters, digits and single "-", got ${JSON.stringify(key)}`,
    ),
    ...logSettingsProblems(args),
    ...(args.subnetIds === undefined ? [] : subnetIdsProblems(args.subnetIds)),
    ...(groundOf(args) === undefined ? [NOWHERE] : []),
  ];
}
