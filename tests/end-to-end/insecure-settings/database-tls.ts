import * as native from "@pulumi/aws-native/rds";
import * as ec2 from "@pulumi/aws/ec2";
import * as rds from "@pulumi/aws/rds";
import { change, type InsecureSetting } from "./insecure-setting";

const group = "aws:rds/parameterGroup:ParameterGroup";
const name = "databases-postgres17-parameters";

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
    title: "a cluster parameter group that switches TLS off",
    mistake: {
      add: () =>
        new rds.ClusterParameterGroup("reports", {
          description: "Reports",
          family: "aurora-mysql8.0",
          parameters: [{ name: "require_secure_transport", value: "OFF" }],
        }),
    },
    refusal: {
      rule: "rds-tls-parameter",
      resource: "reports",
      says: "parameters[0].value turns require_secure_transport off",
    },
  },
  {
    title: "a proxy that takes connections without TLS",
    mistake: {
      add: ({ resource }) =>
        new rds.Proxy("reports", {
          engineFamily: "POSTGRESQL",
          defaultAuthScheme: "IAM_AUTH",
          requireTls: false,
          roleArn: "arn:aws:iam::111122223333:role/reports",
          vpcSubnetIds: ["network-database-a", "network-database-b"].map((each) => resource(ec2.Subnet, each).id),
        }),
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
