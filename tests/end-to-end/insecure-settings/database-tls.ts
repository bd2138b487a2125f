import * as native from "@pulumi/aws-native/rds";
import * as ec2 from "@pulumi/aws/ec2";
import { change, type InsecureSetting } from "./insecure-setting";

const group = "aws:rds/parameterGroup:ParameterGroup";
const name = "orders-parameters";

/** What makes clients of the database use TLS, and what stands between them and the database. */
export const databaseTlsSettings: readonly InsecureSetting[] = [
  {
    title: "a parameter group that switches TLS off",
    mistake: change(group, name, {
      parameters: [{ name: "rds.force_ssl", value: "0", applyMethod: "pending-reboot" }],
    }),
    refusal: { rule: "rds-tls-parameter", resource: name, says: "parameters[0].value turns rds.force_ssl off" },
  },
  {
    title: "a cluster parameter group (aws-native) that switches TLS off",
    mistake: {
      add: ({ native: options }) =>
        new native.DbClusterParameterGroup(
          "reports",
          {
            description: "Reports",
            family: "aurora-mysql8.0",
            parameters: { require_secure_transport: "OFF" },
          },
          options,
        ),
    },
    refusal: {
      rule: "rds-tls-parameter",
      resource: "reports",
      says: "parameters.require_secure_transport turns require_secure_transport off",
    },
  },
  {
    title: "a proxy (aws-native) that takes connections without TLS",
    mistake: {
      add: ({ resource, native: options }) =>
        new native.DbProxy(
          "reports",
          {
            dbProxyName: "reports",
            engineFamily: "POSTGRESQL",
            defaultAuthScheme: "IAM_AUTH",
            requireTls: false,
            roleArn: "arn:aws:iam::111122223333:role/reports",
            vpcSubnetIds: ["network-database-a", "network-database-b"].map((each) => resource(ec2.Subnet, each).id),
          },
          options,
        ),
    },
    refusal: { rule: "rds-proxy-tls-iam", resource: "reports", says: "requireTls is false" },
  },
  {
    title: "a global cluster (aws-native) without encryption",
    mistake: {
      add: ({ native: options }) =>
        new native.GlobalCluster(
          "reports",
          { globalClusterIdentifier: "reports", engine: "aurora-postgresql", deletionProtection: true },
          { ...options, protect: true },
        ),
    },
    refusal: { rule: "rds-storage-encrypted", resource: "reports", says: "storageEncrypted is left out" },
  },
];
