import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as ec2 from "@pulumi/aws/ec2";
import * as iam from "@pulumi/aws/iam";
import * as rds from "@pulumi/aws/rds";
import * as vpc from "@pulumi/aws/vpc";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

import { regionalArn, type Place } from "../account/place";
import { serviceTrustPolicy } from "../account/trust-policy";
import { loginUserProblem } from "../sharing/connect-role";
import { logGroupArgs, logSettingsProblems, type LogSettings } from "../watch/log-settings";
import { ENGINES, type DatabaseEngine } from "./database-engine";
import { proxyProblems } from "./proxy-problems";
import { withProxyDefaults, type ProxySettings } from "./proxy-settings";
import { TargetKind, type DatabaseTarget, type ShareableDatabase } from "./shareable-database";
import { checkedSubnetIds, subnetIdsProblems, type SubnetIds } from "./subnet-ids";

/** By what a proxy finds an RDS database; exactly one of the two. */
export interface ProxyTargetIdentifier {
  /** RDS's name of an instance. */
  readonly instance?: pulumi.Input<string>;
  /** RDS's name of a cluster, whose writer the proxy leads to. */
  readonly cluster?: pulumi.Input<string>;
}

export interface DatabaseProxyArgs extends ProxySettings, LogSettings {
  /** The account and Region of the proxy and its database. */
  readonly place: Place;
  /** The database's VPC. */
  readonly vpcId: pulumi.Input<string>;
  /** Private subnets in at least two zones. */
  readonly subnetIds: SubnetIds;
  /** The database behind it. */
  readonly database: ShareableDatabase;
  /** The same for RDS. */
  readonly target: ProxyTargetIdentifier;
  /** The one database user that clients log in as, to the proxy and through it. */
  readonly loginUser: string;
}

/**
 * An RDS Proxy in front of a database, which keeps connections open for clients that come and go. TLS required, logins by
 * IAM token from end to end: clients show a token to the proxy, and the proxy one of its own role to the database. So
 * there is no password, in no secret and in no state, and the same user logs in with and without the proxy.
 *
 * Between proxy and database each security group admits the other, on the database's port; who may connect to the proxy
 * is for a `ResourceGateway` to say. It is never public, and listens on the engine's usual port whatever the database's is.
 *
 * Cost: by the hour for each vCPU of the database, at least two.
 *
 * @example new DatabaseProxy("orders", { place, vpcId, subnetIds, database, target: { instance }, loginUser: "app", logKeyArn })
 */
export class DatabaseProxy extends pulumi.ComponentResource implements ShareableDatabase {
  /** What its clients speak: the database's engine. */
  readonly engine: DatabaseEngine;
  /** TCP port, the engine's usual one. */
  readonly port: number;
  /** Name of the database in the server. */
  readonly databaseName: string;
  /** Endpoint name without the port. TLS and IAM tokens are for this name. */
  readonly address: pulumi.Output<string>;
  /** `prx-…`, which names the proxy in `rds-db:connect`. */
  readonly resourceId: pulumi.Output<string>;
  /** The proxy's own security group. */
  readonly securityGroupId: pulumi.Output<string>;
  /** Lattice finds it by its name: it takes no ARN of a proxy. */
  readonly target: DatabaseTarget;

  constructor(name: string, args: DatabaseProxyArgs, opts?: pulumi.ComponentResourceOptions) {
    super("lattice-db:index:DatabaseProxy", name, args, opts);
    const problems = problemsOf(args);
    if (problems.length > 0) throw this.#error(name, problems);
    const parent = { parent: this };
    const { database } = args;
    const settings = withProxyDefaults(args);

    const group = new ec2.SecurityGroup(
      `${name}-proxy-security-group`,
      { vpcId: args.vpcId, description: `Proxy of database ${name}`, tags: { Name: `${name}-proxy` } },
      parent,
    );
    const rules = this.#rules(name, group.id, database);
    const { roleArn, policy } = this.#role(name, args);
    // Part of the name, so that its log group can be made before RDS makes it unencrypted.
    const suffix = new random.RandomId(`${name}-proxy-suffix`, { byteLength: 4 }, parent);
    const proxyName = pulumi.interpolate`${name}-proxy-${suffix.hex}`;
    const logs = new cloudwatch.LogGroup(
      `${name}-proxy-logs`,
      { name: pulumi.interpolate`/aws/rds/proxy/${proxyName}`, ...logGroupArgs(args) },
      parent,
    );
    const proxy = new rds.Proxy(
      `${name}-proxy`,
      {
        name: proxyName,
        // MariaDB speaks MySQL's protocol.
        engineFamily: database.engine === "postgres" ? "POSTGRESQL" : "MYSQL",
        defaultAuthScheme: "IAM_AUTH",
        requireTls: true,
        debugLogging: false,
        idleClientTimeout: settings.idleClientTimeoutSeconds,
        roleArn,
        vpcSubnetIds: checkedSubnetIds(args.subnetIds, (problem) => this.#error(name, [problem])),
        vpcSecurityGroupIds: [group.id],
      },
      // No output says that log group and policy are there before RDS writes and logs in.
      { ...parent, dependsOn: [logs, policy] },
    );
    const target = this.#target(name, proxy, args.target, settings, rules);

    this.engine = database.engine;
    this.port = ENGINES[database.engine].port;
    this.databaseName = database.databaseName;
    // Whoever waits for the name waits for the database behind it.
    this.address = pulumi.all([proxy.endpoint, target.id]).apply(([endpoint]) => endpoint);
    this.resourceId = proxy.arn.apply(resourceIdOf);
    this.securityGroupId = group.id;
    this.target = { kind: TargetKind.DomainName, value: this.address };
    this.registerOutputs({ address: this.address, resourceId: this.resourceId, securityGroupId: this.securityGroupId });
  }

  #error(name: string, problems: readonly string[]): pulumi.ResourceError {
    return new pulumi.ResourceError(`DatabaseProxy "${name}": ${problems.join("; ")}`, this, true);
  }

  /** The way from the proxy to its database, and nothing else. */
  #rules(name: string, groupId: pulumi.Output<string>, database: ShareableDatabase) {
    const port = { ipProtocol: "tcp", fromPort: database.port, toPort: database.port };
    const out = new vpc.SecurityGroupEgressRule(
      `${name}-proxy-egress`,
      {
        ...port,
        securityGroupId: groupId,
        referencedSecurityGroupId: database.securityGroupId,
        description: "Proxy to database",
      },
      { parent: this },
    );
    const into = new vpc.SecurityGroupIngressRule(
      `${name}-proxy-ingress`,
      {
        ...port,
        securityGroupId: database.securityGroupId,
        referencedSecurityGroupId: groupId,
        description: "Database from proxy",
      },
      { parent: this },
    );
    return [out, into];
  }

  /** The role by which the proxy logs in to the one database as the one user. */
  #role(name: string, { place, database, loginUser }: DatabaseProxyArgs) {
    const role = new iam.Role(
      `${name}-proxy-role`,
      {
        description: "Logs an RDS Proxy in to its database as one user",
        assumeRolePolicy: serviceTrustPolicy(place, "rds.amazonaws.com"),
      },
      { parent: this },
    );
    const connect = (id: string) => ({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: "rds-db:connect",
          Resource: regionalArn(place, "rds-db", `dbuser:${id}/${loginUser}`),
        },
      ],
    });
    const policy = new iam.RolePolicy(
      `${name}-proxy-policy`,
      { role: role.name, policy: pulumi.output(database.resourceId).apply((id) => JSON.stringify(connect(id ?? ""))) },
      { parent: this },
    );
    return { roleArn: role.arn, policy };
  }

  #target(
    name: string,
    proxy: rds.Proxy,
    { instance, cluster }: ProxyTargetIdentifier,
    settings: Required<ProxySettings>,
    rules: pulumi.Resource[],
  ): rds.ProxyTarget {
    const group = new rds.ProxyDefaultTargetGroup(
      `${name}-proxy-targets`,
      {
        dbProxyName: proxy.name,
        connectionPoolConfig: {
          maxConnectionsPercent: settings.maxConnectionsPercent,
          maxIdleConnectionsPercent: settings.maxIdleConnectionsPercent,
          connectionBorrowTimeout: settings.connectionBorrowTimeoutSeconds,
        },
      },
      { parent: this },
    );
    return new rds.ProxyTarget(
      `${name}-proxy-target`,
      {
        dbProxyName: proxy.name,
        targetGroupName: group.name,
        ...(instance !== undefined && { dbInstanceIdentifier: instance }),
        ...(cluster !== undefined && { dbClusterIdentifier: cluster }),
      },
      // It is available only once it reaches the database, and no output says that the way is open.
      { parent: this, dependsOn: rules },
    );
  }
}

/** The last part of its ARN: RDS gives a proxy another id than its name. */
function resourceIdOf(arn: string): string {
  return arn.split(":").at(-1) ?? arn;
}

function problemsOf(args: DatabaseProxyArgs): string[] {
  const { instance, cluster } = args.target;
  const userProblem = loginUserProblem(args.loginUser);
  return [
    ...proxyProblems(args),
    ...(args.database.resourceId === undefined ? ["database must take IAM logins"] : []),
    ...((instance === undefined) === (cluster === undefined)
      ? ["target must name either an instance or a cluster"]
      : []),
    ...(userProblem === undefined ? [] : [userProblem]),
    ...logSettingsProblems(args),
    ...subnetIdsProblems(args.subnetIds),
  ];
}
