import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as ec2 from "@pulumi/aws/ec2";
import * as iam from "@pulumi/aws/iam";
import * as rds from "@pulumi/aws/rds";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

import { DatabaseBackup } from "./database-backup";
import { databaseProblems } from "./database-problems";
import { ENGINES, parameterGroupFamily, type DatabaseEngine } from "./database-engine";
import { EncryptionKey } from "./encryption-key";
import { awsManagedPolicy, type Place } from "./place";

export interface DatabaseArgs {
  /** The account and Region of the database. */
  readonly place: Place;
  /** The database's VPC. */
  readonly vpcId: pulumi.Input<string>;
  /** Private subnets in at least two zones. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  /** `postgres`, `mysql` or `mariadb`. */
  readonly engine: DatabaseEngine;
  /** Version without its minor release: `"17"`, `"8.4"`, `"11.8"`. RDS keeps the minor release current. */
  readonly engineVersion: string;
  /** ARN of the key for the exported logs; its policy must admit CloudWatch Logs. */
  readonly logKeyArn: pulumi.Input<string>;
  /**
   * Size of the machine.
   * @default "db.t4g.medium"
   */
  readonly instanceClass?: string;
  /**
   * Storage to begin with, in GiB, 20-65536.
   * @default 20
   */
  readonly allocatedStorageGib?: number;
  /**
   * What the storage may grow to by itself, in GiB; at least a tenth more than `allocatedStorageGib`.
   * @default 100
   */
  readonly maxAllocatedStorageGib?: number;
  /**
   * Name of the database in the server: letters, digits and `_`, starting with a letter.
   * @default - the component's name, with `_` for `-`
   */
  readonly databaseName?: string;
  /**
   * Name of the owner's login, whose password RDS keeps in Secrets Manager.
   * @default "dbowner"
   */
  readonly masterUsername?: string;
  /**
   * TCP port, 1150-65535.
   * @default - the engine's: 5432 or 3306
   */
  readonly port?: number;
  /**
   * A standby in another zone. Cost: twice the instance.
   * @default true
   */
  readonly multiAz?: boolean;
  /**
   * How long automated backups are kept, in days, 1-35.
   * @default 7
   */
  readonly backupRetentionDays?: number;
  /**
   * RDS refuses to delete the instance.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /**
   * A last snapshot when the instance is deleted.
   * @default true
   */
  readonly finalSnapshot?: boolean;
  /**
   * How long exported logs are kept, in days.
   * @default 365
   */
  readonly logRetentionDays?: number;
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
 * A first deployment takes about 15 minutes with a standby. Changing `engine`, `databaseName` or `masterUsername`
 * later would replace the instance by an empty one and fails on purpose, because the identifier stays the same.
 *
 * @example new Database("orders", { place, vpcId, subnetIds, engine: "postgres", engineVersion: "17", logKeyArn })
 */
export class Database extends pulumi.ComponentResource {
  /** ARN of the instance. */
  readonly arn: pulumi.Output<string>;
  /** Endpoint name, without the port; resolves to a private address. TLS and IAM tokens are for this name. */
  readonly address: pulumi.Output<string>;
  /** TCP port. */
  readonly port: number;
  /** Name of the database in the server. */
  readonly databaseName: string;
  /** `db-…`, which names the database in `rds-db:connect`. */
  readonly resourceId: pulumi.Output<string>;
  /** The security group that decides who may connect; without rules of its own. */
  readonly securityGroupId: pulumi.Output<string>;

  constructor(name: string, args: DatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
    super("lattice-db:index:Database", name, args, opts);
    const problems = databaseProblems(name, args);
    if (problems.length > 0) throw new pulumi.ResourceError(`Database "${name}": ${problems.join("; ")}`, this, true);
    const parent = { parent: this };
    const protect = args.protect ?? true;
    const facts = ENGINES[args.engine];
    this.port = args.port ?? facts.port;
    this.databaseName = args.databaseName ?? defaultDatabaseName(name);

    const key = new EncryptionKey(name, { place: args.place, description: `Database ${name}`, protect }, parent);
    // Part of the identifier, so that log groups can be made before RDS makes them unencrypted, and so that the final
    // snapshot of a database made anew under the same name finds its own name free.
    const suffix = new random.RandomId(`${name}-suffix`, { byteLength: 4 }, parent);
    const identifier = pulumi.interpolate`${name}-${suffix.hex}`;
    const group = new ec2.SecurityGroup(
      `${name}-security-group`,
      { vpcId: args.vpcId, description: `Database ${name}`, tags: { Name: name } },
      parent,
    );
    const subnets = new rds.SubnetGroup(
      `${name}-subnets`,
      { description: `Database ${name}`, subnetIds: [...args.subnetIds] },
      parent,
    );
    const parameters = new rds.ParameterGroup(
      `${name}-parameters`,
      {
        family: parameterGroupFamily(args.engine, args.engineVersion),
        description: `Database ${name}, TLS required`,
        parameters: [facts.tlsParameter],
      },
      parent,
    );
    const logs = facts.logExports.map(
      (log) =>
        new cloudwatch.LogGroup(
          `${name}-${log}-logs`,
          {
            // RDS chooses the name; a group of that name that is there already is used as it is.
            name: pulumi.interpolate`/aws/rds/instance/${identifier}/${log}`,
            retentionInDays: args.logRetentionDays ?? 365,
            kmsKeyId: args.logKeyArn,
          },
          parent,
        ),
    );
    const monitoring = this.#monitoringRole(name, args.place);

    const instance = new rds.Instance(
      `${name}-instance`,
      {
        identifier,
        engine: args.engine,
        engineVersion: args.engineVersion,
        instanceClass: args.instanceClass ?? DEFAULT_INSTANCE_CLASS,
        // MariaDB has no extended support, and RDS refuses the setting there.
        ...(facts.extendedSupport && { engineLifecycleSupport: "open-source-rds-extended-support-disabled" }),
        autoMinorVersionUpgrade: true,
        storageType: "gp3",
        allocatedStorage: args.allocatedStorageGib ?? 20,
        maxAllocatedStorage: args.maxAllocatedStorageGib ?? 100,
        storageEncrypted: true,
        kmsKeyId: key.arn,
        dbName: this.databaseName,
        username: args.masterUsername ?? "dbowner",
        manageMasterUserPassword: true,
        masterUserSecretKmsKeyId: key.arn,
        iamDatabaseAuthenticationEnabled: true,
        port: this.port,
        publiclyAccessible: false,
        dbSubnetGroupName: subnets.name,
        vpcSecurityGroupIds: [group.id],
        parameterGroupName: parameters.name,
        caCertIdentifier: "rds-ca-rsa2048-g1",
        multiAz: args.multiAz ?? true,
        backupRetentionPeriod: args.backupRetentionDays ?? 7,
        copyTagsToSnapshot: true,
        deleteAutomatedBackups: false,
        deletionProtection: args.deletionProtection ?? true,
        ...finalSnapshot(identifier, args.finalSnapshot ?? true),
        enabledCloudwatchLogsExports: [...facts.logExports],
        monitoringInterval: 60,
        monitoringRoleArn: monitoring.roleArn,
        performanceInsightsEnabled: true,
        performanceInsightsKmsKeyId: key.arn,
        performanceInsightsRetentionPeriod: 7,
      },
      // No output of these says that they are there: the log groups must come before RDS writes, the policy before it monitors.
      { ...parent, protect, dependsOn: [...logs, monitoring.policy] },
    );
    new DatabaseBackup(name, { place: args.place, resourceArn: instance.arn, kmsKeyArn: key.arn, protect }, parent);

    this.arn = instance.arn;
    this.address = instance.address;
    this.resourceId = instance.resourceId;
    this.securityGroupId = group.id;
    this.registerOutputs({
      arn: this.arn,
      address: this.address,
      port: this.port,
      databaseName: this.databaseName,
      resourceId: this.resourceId,
      securityGroupId: this.securityGroupId,
    });
  }

  #monitoringRole(name: string, place: Place) {
    const parent = { parent: this };
    const role = new iam.Role(
      `${name}-monitoring-role`,
      { assumeRolePolicy: JSON.stringify(monitoringTrust(place)) },
      parent,
    );
    const policy = new iam.RolePolicyAttachment(
      `${name}-monitoring-policy`,
      { role: role.name, policyArn: awsManagedPolicy(place, "service-role/AmazonRDSEnhancedMonitoringRole") },
      parent,
    );
    return { roleArn: role.arn, policy };
  }
}

/** Small enough for a first database, large enough for Performance Insights with every engine. */
export const DEFAULT_INSTANCE_CLASS = "db.t4g.medium";

/** The database's name in the server when none is given. */
export function defaultDatabaseName(name: string): string {
  return name.replaceAll("-", "_");
}

function finalSnapshot(identifier: pulumi.Output<string>, wanted: boolean) {
  return wanted
    ? { skipFinalSnapshot: false, finalSnapshotIdentifier: pulumi.interpolate`${identifier}-final` }
    : { skipFinalSnapshot: true };
}

function monitoringTrust(place: Place): object {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "monitoring.rds.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "aws:SourceAccount": place.accountId } },
      },
    ],
  };
}
