import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as ec2 from "@pulumi/aws/ec2";
import * as iam from "@pulumi/aws/iam";
import * as rds from "@pulumi/aws/rds";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

import { EncryptionKey } from "../account/encryption-key";
import { awsManagedPolicy, type Place } from "../account/place";
import { serviceTrustPolicy } from "../account/trust-policy";
import { logGroupArgs, logSettingsProblems, type LogSettings } from "../watch/log-settings";
import { DatabaseBackup } from "./database-backup";
import { ENGINES, engineVersionNotice, parameterGroupFamily, type DatabaseEngine } from "./database-engine";
import { databaseNameProblem, databaseProblems } from "./database-problems";
import { withDefaults, type DatabaseSettings } from "./database-settings";
import { TargetKind, type DatabaseTarget, type ShareableDatabase } from "./shareable-database";
import { checkedSubnetIds, subnetIdsProblems, type SubnetIds } from "./subnet-ids";

export interface DatabaseArgs extends DatabaseSettings, LogSettings {
  /** The account and Region of the database. */
  readonly place: Place;
  /** The database's VPC. */
  readonly vpcId: pulumi.Input<string>;
  /** Private subnets in at least two zones. */
  readonly subnetIds: SubnetIds;
  /**
   * Refuses `pulumi destroy` and replacement of the key, the database and the vault.
   * @default true
   */
  readonly protect?: boolean;
}

/**
 * A private RDS instance: encrypted with its own key, TLS required, IAM login on, its master password kept and
 * rotated by RDS, backed up twice. Nothing can connect to it: its security group has no rules until a
 * `ResourceGateway` adds the one it needs.
 *
 * What is left when it is deleted: the last snapshot, the daily backups in their locked vault, and the key they are
 * encrypted with, for 1 USD a month and the snapshots' storage (README, "What remains, and what ends it"). With
 * `finalSnapshot: false` key and vault go too; AWS refuses to delete the vault while it holds a backup.
 *
 * A first deployment takes about 15 minutes with a standby. What would replace the instance by an empty one (another
 * `engine`, `databaseName` or `masterUsername`) fails on purpose, because its identifier stays the same.
 *
 * @example new Database("orders", { place, vpcId, subnetIds, engine: "postgres", engineVersion: "17", logKeyArn })
 */
export class Database extends pulumi.ComponentResource implements ShareableDatabase {
  /** ARN of the instance. */
  readonly arn: pulumi.Output<string>;
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
  /** Lattice finds the instance by its ARN. */
  readonly target: DatabaseTarget;

  constructor(name: string, args: DatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
    super("lattice-db:index:Database", name, args, opts);
    const problems = problemsOf(name, args);
    if (problems.length > 0) throw this.#error(name, problems);
    const parent = { parent: this };
    const notice = engineVersionNotice(args.engine, args.engineVersion, new Date());
    if (notice !== undefined) void pulumi.log.warn(`Database "${name}": ${notice}`, this);
    const { place, protect = true } = args;
    const settings = withDefaults(name, args);
    const facts = ENGINES[settings.engine];
    const description = `Database ${name}`;

    // Where a last copy is promised its key and the vault stay, or nobody could ever read it.
    const retain = settings.finalSnapshot;

    const key = new EncryptionKey(name, { place, description, protect, retain }, parent);
    const group = new ec2.SecurityGroup(
      `${name}-security-group`,
      { vpcId: args.vpcId, description, tags: { Name: name } },
      parent,
    );
    const subnetIds = checkedSubnetIds(args.subnetIds, (problem) => this.#error(name, [problem]));
    const subnets = new rds.SubnetGroup(`${name}-subnets`, { description, subnetIds }, parent);
    const parameters = this.#parameterGroup(name, settings);
    // Part of the identifier, so that log groups can be made before RDS makes them unencrypted, and so that the last
    // snapshot of a database made anew under the same name finds its own name free.
    const suffix = new random.RandomId(`${name}-suffix`, { byteLength: 4 }, parent);
    const identifier = pulumi.interpolate`${name}-${suffix.hex}`;
    const logs = facts.logExports.map((log) => this.#logGroup(name, identifier, log, args));
    const monitoring = this.#monitoringRole(name, place);

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
        dbSubnetGroupName: subnets.name,
        vpcSecurityGroupIds: [group.id],
        parameterGroupName: parameters.name,
        caCertIdentifier: "rds-ca-rsa2048-g1",
        backupRetentionPeriod: settings.backupRetentionDays,
        copyTagsToSnapshot: true,
        deleteAutomatedBackups: false,
        deletionProtection: settings.deletionProtection,
        skipFinalSnapshot: !settings.finalSnapshot,
        ...(settings.finalSnapshot && { finalSnapshotIdentifier: pulumi.interpolate`${identifier}-final` }),
        enabledCloudwatchLogsExports: [...facts.logExports],
        monitoringInterval: 60,
        monitoringRoleArn: monitoring.roleArn,
        // AWS's pages differ on what is the default; the other mode, advanced, costs by the vCPU.
        databaseInsightsMode: "standard",
        performanceInsightsEnabled: true,
        performanceInsightsKmsKeyId: key.arn,
        performanceInsightsRetentionPeriod: 7,
      },
      // No output says that these are there: the log groups before RDS writes, the policy before it monitors.
      { ...parent, protect, dependsOn: [...logs, monitoring.policy] },
    );
    new DatabaseBackup(name, { place, protect, retain, resourceArn: instance.arn, kmsKeyArn: key.arn }, parent);

    this.arn = instance.arn;
    this.address = instance.address;
    this.engine = settings.engine;
    this.port = settings.port;
    this.databaseName = settings.databaseName;
    this.resourceId = instance.resourceId;
    this.securityGroupId = group.id;
    this.target = { kind: TargetKind.Arn, value: this.arn };
    // Without engine and target, which say again what the inputs and the ARN say: they came later than the first states.
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

  #parameterGroup(name: string, { engine, engineVersion }: DatabaseSettings): rds.ParameterGroup {
    const family = parameterGroupFamily(engine, engineVersion);
    const parameters = Object.entries(ENGINES[engine].parameters).map(([parameter, value]) => ({
      name: parameter,
      value,
      // RDS refuses "immediate" for a static parameter and reports "pending-reboot" for one that equals the engine's
      // default; either way this is what it stores (terraform-provider-aws#39252). The group is there before the
      // instance, so nothing waits for a reboot.
      applyMethod: "pending-reboot",
    }));
    const description = `Database ${name}, TLS required`;
    return new rds.ParameterGroup(`${name}-parameters`, { family, description, parameters }, { parent: this });
  }

  #logGroup(name: string, identifier: pulumi.Output<string>, log: string, settings: LogSettings): cloudwatch.LogGroup {
    // RDS fixes the name, and takes a group of that name as it finds it.
    const groupName = pulumi.interpolate`/aws/rds/instance/${identifier}/${log}`;
    const args = { name: groupName, ...logGroupArgs(settings) };
    return new cloudwatch.LogGroup(`${name}-${log}-logs`, args, { parent: this });
  }

  #monitoringRole(name: string, place: Place) {
    const parent = { parent: this };
    const role = new iam.Role(
      `${name}-monitoring-role`,
      { assumeRolePolicy: serviceTrustPolicy(place, "monitoring.rds.amazonaws.com") },
      parent,
    );
    const policyArn = awsManagedPolicy(place, "service-role/AmazonRDSEnhancedMonitoringRole");
    const policy = new iam.RolePolicyAttachment(`${name}-monitoring-policy`, { role: role.name, policyArn }, parent);
    return { roleArn: role.arn, policy };
  }
}

function problemsOf(name: string, args: DatabaseArgs): string[] {
  const nameProblem = databaseNameProblem(name);
  return [
    ...(nameProblem === undefined ? [] : [nameProblem]),
    ...databaseProblems(name, args),
    ...logSettingsProblems(args),
    ...subnetIdsProblems(args.subnetIds),
  ];
}
