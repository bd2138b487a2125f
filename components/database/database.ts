import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as rds from "@pulumi/aws/rds";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

import { EncryptionKey } from "../account/encryption-key";
import type { Place } from "../account/place";
import { logGroupArgs, logSettingsProblems, type LogSettings } from "../watch/log-settings";
import { DatabaseBackup } from "./database-backup";
import { ENGINES, engineVersionNotice, type DatabaseEngine } from "./database-engine";
import { databaseNameProblem, databaseProblems } from "./database-problems";
import { withDefaults, type DatabaseSettings } from "./database-settings";
import { TargetKind, type DatabaseTarget, type ShareableDatabase } from "./shareable-database";
import { checkedSubnetIds, subnetIdsProblems, type SubnetIds } from "./subnet-ids";
import { groundOf, NOWHERE, ownSurroundings, type FleetMember } from "./surroundings";

export interface DatabaseArgs extends DatabaseSettings, LogSettings {
  /** The account and Region of the database. */
  readonly place: Place;
  /**
   * What the database shares with others of its VPC: `fleet.member({ engine, engineVersion, port })`. Cannot be changed
   * later: RDS moves no instance to another subnet group of its VPC.
   * @default - a subnet group, security group, parameter group, monitoring role and vault of its own
   */
  readonly fleet?: FleetMember;
  /**
   * The database's VPC.
   * @default - the fleet's
   */
  readonly vpcId?: pulumi.Input<string>;
  /**
   * Private subnets in at least two zones.
   * @default - the fleet's
   */
  readonly subnetIds?: SubnetIds;
  /**
   * Refuses `pulumi destroy` and replacement of the key, the database and the vault.
   * @default true
   */
  readonly protect?: boolean;
}

/**
 * A private RDS instance, best in a `DatabaseFleet`: encrypted with its own key, TLS required, IAM login on, its master
 * password kept and rotated by RDS, backed up twice. Nothing can connect to it: its security group has no rules until a
 * `ResourceGateway` adds the one it needs.
 *
 * What is left when it is deleted: the last snapshot, the daily backups in their locked vault, and the key they are
 * encrypted with, for 1 USD a month and the snapshots' storage (README, "What remains, and what ends it"). With
 * `finalSnapshot: false` key and vault go too; AWS refuses to delete the vault while it holds a backup.
 *
 * A first deployment takes about 15 minutes with a standby. What would replace the instance by an empty one (another
 * `engine`, `databaseName` or `masterUsername`) fails on purpose, because its identifier stays the same.
 *
 * @example new Database("orders", { place, fleet: fleet.member(settings), ...settings, logKeyArn })
 */
export class Database extends pulumi.ComponentResource implements ShareableDatabase {
  /** ARN of the instance. */
  readonly arn: pulumi.Output<string>;
  /** RDS's name of the instance. */
  readonly identifier: pulumi.Output<string>;
  /** Endpoint name without the port; resolves to a private address. TLS and IAM tokens are for this name. */
  readonly address: pulumi.Output<string>;
  /** What its clients speak. */
  readonly engine: DatabaseEngine;
  /** TCP port. */
  readonly port: number;
  /** Name of the database in the server. */
  readonly databaseName: string;
  /** `db-…`, which names the database in `rds-db:connect`. */
  readonly resourceId: pulumi.Output<string>;
  /** The security group that decides who may connect; without rules of its own. */
  readonly securityGroupId: pulumi.Output<string>;
  /** Where it is the fleet's, what tells it from the fleet's others. */
  readonly securityGroupKey: string | undefined;
  /** Lattice finds the instance by its ARN. */
  readonly target: DatabaseTarget;

  constructor(name: string, args: DatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
    super("lattice-db:index:Database", name, args, opts);
    const problems = problemsOf(name, args);
    if (problems.length > 0) throw this.#error(name, problems);
    const parent = { parent: this };
    const notice = engineVersionNotice(args.engine, args.engineVersion, new Date());
    if (notice !== undefined) void pulumi.log.warn(`Database "${name}": ${notice}`, this);
    const { place, fleet, protect = true } = args;
    const settings = withDefaults(name, args);
    const facts = ENGINES[settings.engine];
    const description = `Database ${name}`;

    // Where a last copy is promised its key and the vault stay, or nobody could ever read it.
    const retain = settings.finalSnapshot;

    const key = new EncryptionKey(name, { place, description, protect, retain }, parent);
    const around = this.#surroundings(name, args);
    // Part of the identifier, so that log groups can be made before RDS makes them unencrypted, and so that the last
    // snapshot of a database made anew under the same name finds its own name free.
    const suffix = new random.RandomId(`${name}-suffix`, { byteLength: 4 }, parent);
    const identifier = pulumi.interpolate`${name}-${suffix.hex}`;
    const logs = facts.logExports.map((log) => this.#logGroup(name, identifier, log, args));

    const instance = new rds.Instance(
      `${name}-instance`,
      {
        identifier,
        engine: settings.engine,
        engineVersion: settings.engineVersion,
        autoMinorVersionUpgrade: true,
        allowMajorVersionUpgrade: settings.allowMajorVersionUpgrade,
        applyImmediately: settings.applyImmediately,
        ...(facts.extendedSupport && { engineLifecycleSupport: "open-source-rds-extended-support-disabled" }),
        instanceClass: settings.instanceClass,
        multiAz: settings.multiAz,
        storageType: "gp3",
        allocatedStorage: settings.allocatedStorageGib,
        maxAllocatedStorage: settings.maxAllocatedStorageGib,
        storageEncrypted: true,
        kmsKeyId: key.arn,
        dbName: settings.databaseName,
        username: settings.masterUsername,
        manageMasterUserPassword: true,
        masterUserSecretKmsKeyId: key.arn,
        iamDatabaseAuthenticationEnabled: true,
        port: settings.port,
        publiclyAccessible: false,
        dbSubnetGroupName: around.subnetGroupName,
        vpcSecurityGroupIds: [around.securityGroupId],
        parameterGroupName: around.parameterGroupName,
        caCertIdentifier: "rds-ca-rsa2048-g1",
        backupRetentionPeriod: settings.backupRetentionDays,
        copyTagsToSnapshot: true,
        deleteAutomatedBackups: false,
        deletionProtection: settings.deletionProtection,
        skipFinalSnapshot: !settings.finalSnapshot,
        ...(settings.finalSnapshot && { finalSnapshotIdentifier: pulumi.interpolate`${identifier}-final` }),
        enabledCloudwatchLogsExports: [...facts.logExports],
        monitoringInterval: 60,
        monitoringRoleArn: around.monitoringRoleArn,
        // AWS's pages differ on what is the default; the other mode, advanced, costs by the vCPU.
        databaseInsightsMode: "standard",
        performanceInsightsEnabled: true,
        performanceInsightsKmsKeyId: key.arn,
        performanceInsightsRetentionPeriod: 7,
        ...(fleet !== undefined && { tags: fleet.backupTags }),
      },
      // No output says that these are there: the log groups before RDS writes, the policy before it monitors.
      { ...parent, protect, dependsOn: [...logs, ...around.ready] },
    );
    if (fleet === undefined) {
      new DatabaseBackup(name, { place, protect, retain, resourceArn: instance.arn, kmsKeyArn: key.arn }, parent);
    }

    this.arn = instance.arn;
    this.identifier = instance.identifier;
    this.address = instance.address;
    this.engine = settings.engine;
    this.port = settings.port;
    this.databaseName = settings.databaseName;
    this.resourceId = instance.resourceId;
    this.securityGroupId = pulumi.output(around.securityGroupId);
    this.securityGroupKey = fleet?.securityGroupKey;
    this.target = { kind: TargetKind.Arn, value: this.arn };
    // Without identifier, engine and target, which say again what inputs and ARN say: they came later than the first states.
    this.registerOutputs({
      arn: this.arn,
      address: this.address,
      port: this.port,
      databaseName: this.databaseName,
      resourceId: this.resourceId,
      securityGroupId: this.securityGroupId,
    });
  }

  #error(name: string, problems: readonly string[]): pulumi.ResourceError {
    return new pulumi.ResourceError(`Database "${name}": ${problems.join("; ")}`, this, true);
  }

  #surroundings(name: string, args: DatabaseArgs) {
    const ground = groundOf(args);
    if (ground === undefined) throw this.#error(name, [NOWHERE]);
    if ("fleet" in ground) return { ...ground.fleet, ready: [] };
    const { place, engine, engineVersion } = args;
    const subnetIds = checkedSubnetIds(ground.subnetIds, (problem) => this.#error(name, [problem]));
    return ownSurroundings(name, { place, engine, engineVersion, vpcId: ground.vpcId, subnetIds }, this);
  }

  #logGroup(name: string, identifier: pulumi.Output<string>, log: string, settings: LogSettings): cloudwatch.LogGroup {
    // RDS fixes the name, and takes a group of that name as it finds it.
    const groupName = pulumi.interpolate`/aws/rds/instance/${identifier}/${log}`;
    const args = { name: groupName, ...logGroupArgs(settings) };
    return new cloudwatch.LogGroup(`${name}-${log}-logs`, args, { parent: this });
  }
}

function problemsOf(name: string, args: DatabaseArgs): string[] {
  const nameProblem = databaseNameProblem(name);
  return [
    ...(nameProblem === undefined ? [] : [nameProblem]),
    ...databaseProblems(name, args),
    ...logSettingsProblems(args),
    ...(args.subnetIds === undefined ? [] : subnetIdsProblems(args.subnetIds)),
    ...(groundOf(args) === undefined ? [NOWHERE] : []),
  ];
}
