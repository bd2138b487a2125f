import * as ec2 from "@pulumi/aws/ec2";
import * as kms from "@pulumi/aws/kms";
import * as rds from "@pulumi/aws/rds";
import * as vpc from "@pulumi/aws/vpc";
import type * as pulumi from "@pulumi/pulumi";

/** Where the owner's databases stand. */
interface Ground {
  readonly vpcId: pulumi.Input<string>;
  readonly databaseSubnetIds: pulumi.Input<string>[];
}

/** What refuses connections without TLS. */
const TLS = {
  postgres: [{ name: "rds.force_ssl", value: "1" }],
  mysql: [{ name: "require_secure_transport", value: "1" }],
};

/** What is left of one that is no more. */
export const SNAPSHOT = "archive-final";

/** Databases as somebody else has made them, some of them for years, with settings of their own. */
export function ownersDatabases({ vpcId, databaseSubnetIds }: Ground, hasArchive: boolean) {
  const key = new kms.Key("shop", {});
  const common = {
    kmsKeyId: key.arn,
    storageEncrypted: true,
    iamDatabaseAuthenticationEnabled: true,
    manageMasterUserPassword: true,
    skipFinalSnapshot: true,
    backupRetentionPeriod: 7,
  };
  const dbSubnetGroupName = new rds.SubnetGroup("shop", { subnetIds: databaseSubnetIds }).name;
  const group = (name: string) => {
    const { id: securityGroupId } = new ec2.SecurityGroup(name, { vpcId });
    // A rule by itself: where a group lists its rules, its program takes away those of others.
    const source = { ipProtocol: "tcp", fromPort: 3306, toPort: 5432, cidrIpv4: "10.0.0.0/16" };
    new vpc.SecurityGroupIngressRule(name, { securityGroupId, ...source });
    return securityGroupId;
  };
  const instance = (name: string, engine: keyof typeof TLS, engineVersion: string, more: object = {}) => {
    const parameters = TLS[engine];
    const family = `${engine}${engineVersion}`;
    return new rds.Instance(name, {
      ...{ ...common, engine, engineVersion, dbSubnetGroupName, dbName: "shop", username: "shopkeeper" },
      instanceClass: "db.t4g.medium",
      allocatedStorage: 20,
      parameterGroupName: new rds.ParameterGroup(name, { family, parameters }).name,
      vpcSecurityGroupIds: [group(name)],
      ...more,
    });
  };
  const last = { skipFinalSnapshot: false, finalSnapshotIdentifier: SNAPSHOT };
  const cluster = new rds.Cluster("ledger", {
    ...{ ...common, engine: "aurora-postgresql", engineVersion: "17", dbSubnetGroupName },
    ...{ databaseName: "ledger", masterUsername: "bookkeeper", vpcSecurityGroupIds: [group("ledger")] },
  });
  for (const key of ["one", "two"]) {
    const placed = { clusterIdentifier: cluster.id, dbSubnetGroupName, instanceClass: "db.t4g.medium" };
    new rds.ClusterInstance(`ledger-${key}`, { ...placed, engine: "aurora-postgresql" });
  }
  return {
    orders: instance("orders", "postgres", "17"),
    stock: instance("stock", "mysql", "8.4"),
    archive: hasArchive ? instance("archive", "postgres", "17", last) : undefined,
    ledger: cluster,
    key,
  };
}
