import type { ExistingFacts } from "./existing-facts";
import type { ExistingSettings } from "./existing-settings";

/** What makes a database unfit to be shared, and what to do about it. */
export interface Unfitness {
  /** "field must …", as of any setting; `database` where no setting is about it. */
  readonly text: string;
  /** What to run where it is the database that is to be changed. */
  readonly run?: readonly string[];
}

/**
 * What makes a database that is there already unfit; empty where nothing does.
 * @param vpcId The VPC of the resource gateway.
 */
export function existingUnfitness(facts: ExistingFacts, settings: ExistingSettings, vpcId: string): Unfitness[] {
  const { what, identifier, memberOf, engine, rdsEngine } = facts;
  if (memberOf !== undefined)
    return [{ text: `database must be the cluster ${memberOf}, got its instance ${identifier}` }];
  if (engine === undefined) return [{ text: `database must be PostgreSQL, MySQL or MariaDB, got ${rdsEngine}` }];
  return [
    ...(facts.vpcId === vpcId
      ? []
      : [{ text: `database must be in ${vpcId}, the VPC of lattice-db:network, got one in ${facts.vpcId}` }]),
    ...(facts.isPublic ? [publicity(facts)] : []),
    ...(facts.iamLogin === false ? [withoutIam(facts)] : []),
    ...(facts.requiresTls === false ? [withoutTls(facts)] : []),
    ...engineProblems(facts, settings),
    ...groupProblems(facts, settings),
    ...(what === "instance" || what === "cluster" || settings.databaseName !== undefined
      ? []
      : [{ text: "databaseName must be said of a proxy, got nothing" }]),
  ];
}

function modify({ what, identifier }: ExistingFacts, change: string): string {
  const command = {
    instance: "modify-db-instance --db-instance-identifier",
    cluster: "modify-db-cluster --db-cluster-identifier",
    proxy: "modify-db-proxy --db-proxy-name",
  };
  const now = what === "proxy" ? "" : " --apply-immediately";
  return `aws rds ${command[what]} ${identifier} ${change}${now}`;
}

function publicity(facts: ExistingFacts): Unfitness {
  const one = facts.what === "instance" ? facts.identifier : "INSTANCE";
  const instance: ExistingFacts = { ...facts, what: "instance", identifier: one };
  return {
    text: "database must be private, since VPC Lattice takes no other, got one that is publicly accessible",
    run: [modify(instance, "--no-publicly-accessible")],
  };
}

function withoutIam(facts: ExistingFacts): Unfitness {
  const change = facts.what === "proxy" ? "--default-auth-scheme IAM_AUTH" : "--enable-iam-database-authentication";
  return {
    text: "database must take IAM logins, by which consumers log in, got one without",
    run: [modify(facts, change)],
  };
}

function withoutTls(facts: ExistingFacts): Unfitness {
  const text = "database must refuse connections without TLS, got one that takes them";
  if (facts.what === "proxy") return { text, run: [modify(facts, "--require-tls")] };
  const { parameterGroup = "GROUP", engine, rdsEngine } = facts;
  const [parameter, value] =
    engine === "postgres"
      ? ["rds.force_ssl", "1"]
      : ["require_secure_transport", rdsEngine.startsWith("aurora") ? "ON" : "1"];
  const group =
    facts.what === "cluster"
      ? "modify-db-cluster-parameter-group --db-cluster-parameter-group-name"
      : "modify-db-parameter-group --db-parameter-group-name";
  if (parameterGroup.startsWith("default.")) {
    return {
      text: `${text}: give it a parameter group of its own with ${parameter} ${value}`,
      run: [
        modify(
          facts,
          facts.what === "cluster" ? "--db-cluster-parameter-group-name GROUP" : "--db-parameter-group-name GROUP",
        ),
      ],
    };
  }
  return {
    text,
    run: [
      `aws rds ${group} ${parameterGroup} --parameters ParameterName=${parameter},ParameterValue=${value},ApplyMethod=immediate`,
    ],
  };
}

/** A proxy's family holds MariaDB too. */
function engineProblems({ engine, what }: ExistingFacts, { engine: given }: ExistingSettings): Unfitness[] {
  if (given === undefined || given === engine || (what === "proxy" && engine === "mysql" && given === "mariadb"))
    return [];
  return [{ text: `engine must be ${engine ?? ""}, as RDS says, got ${given}` }];
}

function groupProblems({ securityGroupIds }: ExistingFacts, { securityGroupId }: ExistingSettings): Unfitness[] {
  const carried = securityGroupIds.join(", ");
  if (securityGroupId === undefined) {
    return securityGroupIds.length === 1
      ? []
      : [{ text: `securityGroupId must be one of those the database carries (${carried}), got nothing` }];
  }
  if (securityGroupIds.includes(securityGroupId)) return [];
  return [{ text: `securityGroupId must be one the database carries (${carried}), got ${securityGroupId}` }];
}
