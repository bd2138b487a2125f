import * as ec2 from "@pulumi/aws/ec2";
import * as iam from "@pulumi/aws/iam";
import * as rds from "@pulumi/aws/rds";
import * as vpc from "@pulumi/aws/vpc";
import * as pulumi from "@pulumi/pulumi";

interface Given {
  readonly region: string;
  readonly account: string;
  readonly vpcId: pulumi.Input<string>;
  readonly databaseSubnetIds: pulumi.Input<string>[];
  readonly database: rds.Instance;
}

/** A proxy in front of one of the owner's instances, with the way between them. */
export function ownersProxy({ region, account, vpcId, databaseSubnetIds, database }: Given): rds.Proxy {
  const group = new ec2.SecurityGroup("orders-pool", { vpcId });
  const tcp = { ipProtocol: "tcp", fromPort: 5432, toPort: 5432 };
  const databaseGroup = database.vpcSecurityGroupIds.apply(([first = ""]) => first);
  new vpc.SecurityGroupEgressRule("orders-pool-out", {
    ...{ ...tcp, securityGroupId: group.id, referencedSecurityGroupId: databaseGroup },
  });
  new vpc.SecurityGroupIngressRule("orders-pool-in", {
    ...{ ...tcp, securityGroupId: databaseGroup, referencedSecurityGroupId: group.id },
  });
  const trust = { Effect: "Allow", Principal: { Service: "rds.amazonaws.com" }, Action: "sts:AssumeRole" };
  const role = new iam.Role("orders-pool", { assumeRolePolicy: policy(trust) });
  const user = pulumi.interpolate`arn:aws:rds-db:${region}:${account}:dbuser:${database.resourceId}/app`;
  const login = user.apply((Resource) => policy({ Effect: "Allow", Action: "rds-db:connect", Resource }));
  new iam.RolePolicy("orders-pool", { role: role.name, policy: login });
  const proxy = new rds.Proxy("orders-pool", {
    ...{ engineFamily: "POSTGRESQL", defaultAuthScheme: "IAM_AUTH", requireTls: true, roleArn: role.arn },
    ...{ vpcSubnetIds: databaseSubnetIds, vpcSecurityGroupIds: [group.id] },
  });
  const pool = new rds.ProxyDefaultTargetGroup("orders-pool", { dbProxyName: proxy.name });
  const target = { dbProxyName: proxy.name, targetGroupName: pool.name };
  new rds.ProxyTarget("orders-pool", { ...target, dbInstanceIdentifier: database.identifier });
  return proxy;
}

function policy(statement: object): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}
