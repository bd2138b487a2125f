import * as rds from "@pulumi/aws/rds";
import * as pulumi from "@pulumi/pulumi";

import { EncryptionKey } from "../account/encryption-key";
import type { Place } from "../account/place";
import { AURORA_ENGINES, auroraFamily, type AuroraEngine } from "./aurora-engine";
import { clusterParameters } from "./cluster-parameters";
import type { ClusterSettings } from "./cluster-settings";
import { DatabaseBackup } from "./database-backup";
import { ENGINES, parameterGroupFamily, type DatabaseEngine } from "./database-engine";
import type { DatabaseSettings } from "./database-settings";
import { instanceParameters } from "./instance-parameters";
import { monitoringRole } from "./monitoring-role";
import { checkedSubnetIds, subnetIdsProblems, type SubnetIds } from "./subnet-ids";
import { securityGroup, type ClusterFleetMember, type FleetMember, type SharedGroup } from "./surroundings";

export interface DatabaseFleetArgs {
  /** The account and Region of the databases. */
  readonly place: Place;
  /** The databases' VPC. */
  readonly vpcId: pulumi.Input<string>;
  /** Private subnets in at least two zones. */
  readonly subnetIds: SubnetIds;
  /**
   * Refuses `pulumi destroy` and replacement of the vault and its key.
   * @default true
   */
  readonly protect?: boolean;
  /**
   * Leaves the vault, what is in it and its key in the account when they go from the program. Without it the vault is
   * deleted, which AWS refuses while it holds a backup.
   * @default false
   */
  readonly retain?: boolean;
}

/** What decides what an instance takes of a fleet. */
type MemberSettings = Pick<DatabaseSettings, "engine" | "engineVersion" | "port" | "parameters" | "readReplicas">;
/** The same of a cluster. */
type ClusterMemberSettings = Pick<ClusterSettings, "engine" | "engineVersion" | "port">;

/**
 * What the databases of one VPC have in common, each once however many they are: the subnet group, a security group a
 * port, a parameter group a family, the monitoring role, and the locked vault with its daily plan. What is asked for by
 * port or by family is made when a database first asks for it; nothing of it changes when another one comes or goes.
 *
 * Nothing can connect: a security group has no rules until a `ResourceGateway` adds the one it needs, which lets in the
 * gateway and nobody else, not even the databases of the same group.
 *
 * Cost: 1 USD a month for the vault's key, and the snapshots' storage.
 *
 * @example const fleet = new DatabaseFleet("databases", { place, vpcId, subnetIds });
 * new Database("orders", { place, fleet: fleet.member(settings), ...settings, logKeyArn });
 */
export class DatabaseFleet extends pulumi.ComponentResource {
  /** Name of the subnet group. */
  readonly subnetGroupName: pulumi.Output<string>;
  /** ARN of the role for enhanced monitoring, known once the role may do what it is for. */
  readonly monitoringRoleArn: pulumi.Output<string>;
  /** What a database is tagged with to be backed up every day. */
  readonly backupTags: Readonly<Record<string, pulumi.Output<string>>>;
  /** Name of the vault. */
  readonly backupVaultName: pulumi.Output<string>;

  constructor(name: string, args: DatabaseFleetArgs, opts?: pulumi.ComponentResourceOptions) {
    super("lattice-db:index:DatabaseFleet", name, args, opts);
    const error = (problems: readonly string[]) =>
      new pulumi.ResourceError(`DatabaseFleet "${name}": ${problems.join("; ")}`, this, true);
    const problems = subnetIdsProblems(args.subnetIds);
    if (problems.length > 0) throw error(problems);
    const { place, protect = true, retain = false } = args;
    const parent = { parent: this };
    GROUPS.set(this, { name, vpcId: args.vpcId, securityGroups: new Map(), parameterGroups: new Map() });

    const subnetIds = checkedSubnetIds(args.subnetIds, (problem) => error([problem]));
    const description = `Databases of ${name}`;
    const subnets = new rds.SubnetGroup(`${name}-subnets`, { description, subnetIds }, parent);
    const { roleArn, policy } = monitoringRole(name, place, this);
    // A key of its own: a database's goes with its database.
    const key = new EncryptionKey(name, { place, description: "Daily backups of databases", protect, retain }, parent);
    const backup = new DatabaseBackup(name, { place, kmsKeyArn: key.arn, protect, retain }, parent);

    this.subnetGroupName = subnets.name;
    this.monitoringRoleArn = pulumi.all([roleArn, policy.id]).apply(([arn]) => arn);
    this.backupTags = backup.tags;
    this.backupVaultName = backup.vaultName;
    this.registerOutputs({ subnetGroupName: this.subnetGroupName, backupVaultName: this.backupVaultName });
  }

  /**
   * What an instance takes of the fleet; the parameter group of one with parameters of its own is its own.
   * @param own Name of the database, where it needs a security group of its own.
   */
  member(settings: MemberSettings, own?: string): FleetMember {
    const { engine, engineVersion, port = ENGINES[engine].port, parameters = {} } = settings;
    const replicas = Object.keys(settings.readReplicas ?? {}).length > 0 && this.securityGroup(port);
    const member = { ...this.#memberOn(port, own), ...(replicas && { replicaSecurityGroup: replicas }) };
    if (Object.keys(parameters).length > 0) return member;
    return { ...member, parameterGroupName: this.parameterGroupName(engine, engineVersion) };
  }

  /** What an Aurora cluster takes of the fleet; as `member`. */
  clusterMember({ engine, engineVersion, port }: ClusterMemberSettings, own?: string): ClusterFleetMember {
    const member = this.#memberOn(port ?? AURORA_ENGINES[engine].port, own);
    return { ...member, parameterGroupName: this.clusterParameterGroupName(engine, engineVersion) };
  }

  #memberOn(port: number, own: string | undefined) {
    const { id: securityGroupId, key: securityGroupKey } =
      own === undefined ? this.securityGroup(port) : this.#ownSecurityGroup(own);
    const { subnetGroupName, monitoringRoleArn, backupTags } = this;
    return { subnetGroupName, monitoringRoleArn, backupTags, securityGroupId, securityGroupKey };
  }

  /** The security group of one database alone. */
  #ownSecurityGroup(name: string): SharedGroup {
    const args = { vpcId: groupsOf(this).vpcId, description: `Database ${name}` };
    return { key: name, id: securityGroup(name, args, this).id };
  }

  /** The security group of the databases that listen on a port; without rules of its own. */
  securityGroup(port: number): SharedGroup {
    const { name: fleet, vpcId, securityGroups } = groupsOf(this);
    const made = securityGroups.get(port);
    if (made !== undefined) return made;
    const group = securityGroup(`${fleet}-${port}`, { vpcId, description: `Databases on port ${port}` }, this);
    const shared = { key: String(port), id: group.id };
    securityGroups.set(port, shared);
    return shared;
  }

  /** Name of the parameter group of clusters. */
  clusterParameterGroupName(engine: AuroraEngine, engineVersion: string): pulumi.Output<string> {
    const { name: fleet, parameterGroups } = groupsOf(this);
    const family = auroraFamily(engine, engineVersion);
    const made = parameterGroups.get(family);
    if (made !== undefined) return made;
    const name = `${fleet}-${family.replace(".", "-")}-parameters`;
    const group = clusterParameters(name, { engine, engineVersion, description: `${family}, TLS required` }, this);
    parameterGroups.set(family, group.name);
    return group.name;
  }

  /** Name of the parameter group of instances that set no parameters of their own. */
  parameterGroupName(engine: DatabaseEngine, engineVersion: string): pulumi.Output<string> {
    const { name: fleet, parameterGroups } = groupsOf(this);
    const family = parameterGroupFamily(engine, engineVersion);
    const made = parameterGroups.get(family);
    if (made !== undefined) return made;
    // RDS takes no period in the name of a parameter group (RDS guide, "Naming constraints").
    const name = `${fleet}-${family.replace(".", "-")}-parameters`;
    const group = instanceParameters(name, { engine, engineVersion, description: `${family}, TLS required` }, this);
    parameterGroups.set(family, group.name);
    return group.name;
  }
}

/** What a fleet makes as it is asked for. */
interface Groups {
  readonly name: string;
  readonly vpcId: pulumi.Input<string>;
  readonly securityGroups: Map<number, SharedGroup>;
  readonly parameterGroups: Map<string, pulumi.Output<string>>;
}

/** Beside the fleets: whatever is a field of a component, private or not, Pulumi's analyzer takes for an output. */
const GROUPS = new WeakMap<DatabaseFleet, Groups>();

function groupsOf(fleet: DatabaseFleet): Groups {
  const groups = GROUPS.get(fleet);
  if (groups === undefined) throw new Error("a DatabaseFleet whose constructor failed has no groups");
  return groups;
}
