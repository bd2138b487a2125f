import * as rds from "@pulumi/aws/rds";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

import { EncryptionKey } from "../account/encryption-key";
import type { Place } from "../account/place";
import { logSettingsProblems, type LogSettings } from "../watch/log-settings";
import { DatabaseBackup } from "./database-backup";
import { engineVersionNotice, type DatabaseEngine } from "./database-engine";
import { databaseLogs } from "./database-logs";
import { databaseNameProblem, databaseProblems } from "./database-problems";
import { withDefaults, type CompleteSettings, type DatabaseSettings } from "./database-settings";
import { instanceArgs } from "./instance-args";
import { instanceParameters } from "./instance-parameters";
import { masterPassword, masterSecret, type MasterPassword } from "./master-password";
import { parameterNotices } from "./parameter-problems";
import { readReplica } from "./read-replica";
import { isNoSource, NO_SOURCE, restoreArgs } from "./restore-source";
import { TargetKind, type DatabaseTarget, type ShareableDatabase } from "./shareable-database";
import { checkedSubnetIds, subnetIdsProblems, type SubnetIds } from "./subnet-ids";
import { groundOf, NOWHERE, ownGround, securityGroup, type FleetMember, type SharedGroup } from "./surroundings";

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
  /**
   * Whether it has IPv6 addresses beside the others, for which each of its subnets needs an IPv6 range.
   * @default false
   */
  readonly dualStack?: boolean;
  /**
   * Read replicas that are to go, by their keys: neither `protect` nor `deletionProtection` holds for them. While one is
   * named here the program keeps the master password, also when it has gone: RDS keeps none before the last has gone,
   * and Pulumi deletes last.
   * @default - none
   */
  readonly retiredReplicas?: string[];
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
  /** Its read replicas, each a database to be shared like any other. */
  readonly readReplicas: Readonly<Record<string, ShareableDatabase>>;
  /** Lattice finds the instance by its ARN. */
  readonly target: DatabaseTarget;

  constructor(name: string, args: DatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
    super("lattice-db:index:Database", name, args, opts);
    const problems = problemsOf(name, args);
    if (problems.length > 0) throw this.#error(name, problems);
    const parent = { parent: this };
    const notice = engineVersionNotice(args.engine, args.engineVersion, new Date());
    for (const text of [notice, ...parameterNotices(args.engine, args.parameters ?? {})]) {
      if (text !== undefined) void pulumi.log.warn(`Database "${name}": ${text}`, this);
    }
    const { place, fleet, protect = true } = args;
    const settings = withDefaults(name, args);
    const description = `Database ${name}`;

    // Where a last copy is promised its key and the vault stay, or nobody could ever read it.
    const retain = settings.finalSnapshot;

    const key = new EncryptionKey(name, { place, description, protect, retain }, parent);
    const around = this.#surroundings(name, args, settings);
    // Part of the identifier, so that log groups can be made before RDS makes them unencrypted, and so that the last
    // snapshot of a database made anew under the same name finds its own name free.
    const suffix = new random.RandomId(`${name}-suffix`, { byteLength: 4 }, parent);
    const identifier = pulumi.interpolate`${name}-${suffix.hex}`;
    const replicas = Object.entries(settings.readReplicas);
    const { retiredReplicas = [] } = args;
    const password =
      replicas.length + retiredReplicas.length === 0
        ? undefined
        : masterPassword(name, settings.masterPasswordVersion, this);
    const { dualStack = false } = args;
    const parts = { identifier, keyArn: key.arn, around, password, dualStack, tags: fleet?.backupTags };
    const restored = restoreArgs(name, settings.restoreFrom ?? {}, parts, this);

    const instance = new rds.Instance(
      `${name}-instance`,
      { ...instanceArgs(settings, parts), ...restored },
      // No output says that these are there: the log groups before RDS writes, the policy before it monitors.
      { ...parent, protect, dependsOn: [...this.#logGroups(name, identifier, settings, args), ...around.ready] },
    );
    if (fleet === undefined) {
      new DatabaseBackup(name, { place, protect, retain, resourceArn: instance.arn, kmsKeyArn: key.arn }, parent);
    }
    if (password !== undefined) this.#keepMasterLogin(name, settings, { instance, keyArn: key.arn, password });
    const group = replicas.length === 0 ? undefined : (fleet?.replicaSecurityGroup ?? this.#replicaGroup(name, args));
    this.readReplicas = Object.fromEntries(
      replicas.map(([replica, wanted]) => {
        const logs = this.#logGroups(
          `${name}-${replica}`,
          pulumi.interpolate`${identifier}-${replica}`,
          settings,
          args,
        );
        const ready = [...logs, ...around.ready];
        const securityGroupId = group?.id ?? around.securityGroupId;
        const copied = { ...parts, around: { ...around, securityGroupId } };
        const source = { ...guardsOf(replica, settings, args), parts: copied, instance, ready };
        return [replica, { ...readReplica(name, replica, wanted, source, this), securityGroupKey: group?.key }];
      }),
    );

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

  #surroundings(name: string, args: DatabaseArgs, settings: CompleteSettings) {
    const ground = groundOf(args);
    if (ground === undefined) throw this.#error(name, [NOWHERE]);
    if ("fleet" in ground) {
      const { parameterGroupName, ...rest } = ground.fleet;
      const isOwn = Object.keys(settings.parameters).length > 0 || parameterGroupName === undefined;
      return { ...rest, parameterGroupName: isOwn ? this.#parameters(name, settings) : parameterGroupName, ready: [] };
    }
    const subnetIds = checkedSubnetIds(ground.subnetIds, (problem) => this.#error(name, [problem]));
    const own = ownGround(name, { place: args.place, vpcId: ground.vpcId, subnetIds }, this);
    return { ...own, parameterGroupName: this.#parameters(name, settings) };
  }

  /** Of a database in no fleet: replicas carry another group than their source, whose group lets its proxy in. */
  #replicaGroup(name: string, { vpcId }: DatabaseArgs): SharedGroup | undefined {
    if (vpcId === undefined) return undefined;
    const key = `${name}-replicas`;
    return { key, id: securityGroup(key, { vpcId, description: `Read replicas of database ${name}` }, this).id };
  }

  /** A parameter group of the database's own. */
  #parameters(name: string, { engine, engineVersion, parameters }: CompleteSettings): pulumi.Output<string> {
    const description = `Database ${name}, TLS required`;
    return instanceParameters(`${name}-parameters`, { engine, engineVersion, description, parameters }, this).name;
  }

  #logGroups(
    name: string,
    identifier: pulumi.Output<string>,
    { logExports: exports }: CompleteSettings,
    logs: LogSettings,
  ) {
    return databaseLogs(name, { kind: "instance", identifier, exports }, logs, this);
  }

  #keepMasterLogin(
    name: string,
    { engine, port, databaseName, masterUsername }: CompleteSettings,
    made: { instance: rds.Instance; keyArn: pulumi.Output<string>; password: MasterPassword },
  ): void {
    const login = { engine, host: made.instance.address, port, dbname: databaseName, username: masterUsername };
    masterSecret(name, made.keyArn, login, made.password, this);
  }
}

/** What keeps a replica from being deleted: what keeps its source, unless it is to go alone. */
function guardsOf(replica: string, settings: CompleteSettings, { protect = true, retiredReplicas = [] }: DatabaseArgs) {
  if (!retiredReplicas.includes(replica)) return { settings, protect };
  return { settings: { ...settings, deletionProtection: false }, protect: false };
}

function problemsOf(name: string, args: DatabaseArgs): string[] {
  const nameProblem = databaseNameProblem(name);
  return [
    ...(nameProblem === undefined ? [] : [nameProblem]),
    ...databaseProblems(name, args),
    ...logSettingsProblems(args),
    ...(args.subnetIds === undefined ? [] : subnetIdsProblems(args.subnetIds)),
    ...(groundOf(args) === undefined ? [NOWHERE] : []),
    ...(isNoSource(args.restoreFrom) ? [NO_SOURCE] : []),
  ];
}
