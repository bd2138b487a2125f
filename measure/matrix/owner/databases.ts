import * as ec2 from "@pulumi/aws/ec2";
import * as kms from "@pulumi/aws/kms";
import * as rds from "@pulumi/aws/rds";
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

/** Databases as somebody else has made them, some of them for years, with settings of their own. */
export function ownersDatabases({ vpcId, databaseSubnetIds }: Ground) {
  const common = {
    kmsKeyId: new kms.Key("shop", {}).arn,
    storageEncrypted: true,
    iamDatabaseAuthenticationEnabled: true,
    manageMasterUserPassword: true,
    skipFinalSnapshot: true,
  };
  const dbSubnetGroupName = new rds.SubnetGroup("shop", { subnetIds: databaseSubnetIds }).name;
  const group = (name: string) => new ec2.SecurityGroup(name, { vpcId }).id;
  const instance = (name: string, engine: keyof typeof TLS, engineVersion: string) => {
    const parameters = TLS[engine];
    const family = `${engine}${engineVersion}`;
    return new rds.Instance(name, {
      ...{ ...common, engine, engineVersion, dbSubnetGroupName, dbName: "shop", username: "shopkeeper" },
      instanceClass: "db.t4g.medium",
      allocatedStorage: 20,
      parameterGroupName: new rds.ParameterGroup(name, { family, parameters }).name,
      vpcSecurityGroupIds: [group(name)],
    });
  };
  const cluster = new rds.Cluster("ledger", {
    ...{ ...common, engine: "aurora-postgresql", engineVersion: "17", dbSubnetGroupName },
    ...{ databaseName: "ledger", masterUsername: "bookkeeper", vpcSecurityGroupIds: [group("ledger")] },
  });
  for (const key of ["one", "two"]) {
    const placed = { clusterIdentifier: cluster.id, dbSubnetGroupName, instanceClass: "db.t4g.medium" };
    new rds.ClusterInstance(`ledger-${key}`, { ...placed, engine: "aurora-postgresql" });
  }
  return { orders: instance("orders", "postgres", "17"), stock: instance("stock", "mysql", "8.4"), ledger: cluster };
}
