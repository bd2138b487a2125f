import { type Case, att, bad, good, ref, resource, trap } from "../case";

const key = "arn:aws:kms:eu-west-1:111122223333:key/11112222-3333-4444-5555-666677778888";

const instance = (properties: object) =>
  resource("AWS::RDS::DBInstance", {
    DBInstanceClass: "db.m7g.large",
    AllocatedStorage: "100",
    Engine: "postgres",
    EngineVersion: "17.6",
    MasterUsername: "owner",
    ManageMasterUserPassword: true,
    DBSubnetGroupName: "orders",
    VPCSecurityGroups: ["sg-0123456789abcdef0"],
    StorageEncrypted: true,
    KmsKeyId: key,
    PubliclyAccessible: false,
    BackupRetentionPeriod: 7,
    DeletionProtection: true,
    EnableIAMDatabaseAuthentication: true,
    EnableCloudwatchLogsExports: ["postgresql", "upgrade"],
    MultiAZ: true,
    ...properties,
  });

/** A read replica takes encryption, password and backups from its source. */
const replica = () =>
  resource("AWS::RDS::DBInstance", {
    DBInstanceClass: "db.m7g.large",
    SourceDBInstanceIdentifier: "arn:aws:rds:eu-west-1:111122223333:db:orders",
    PubliclyAccessible: false,
    DeletionProtection: true,
  });

/** A member of a cluster takes nearly everything from the cluster. */
const member = () =>
  resource("AWS::RDS::DBInstance", {
    DBInstanceClass: "db.r7g.large",
    DBClusterIdentifier: "orders",
    Engine: "aurora-postgresql",
    PubliclyAccessible: false,
  });

const cluster = (properties: object) =>
  resource("AWS::RDS::DBCluster", {
    Engine: "aurora-postgresql",
    MasterUsername: "owner",
    ManageMasterUserPassword: true,
    DBSubnetGroupName: "orders",
    VpcSecurityGroupIds: ["sg-0123456789abcdef0"],
    StorageEncrypted: true,
    BackupRetentionPeriod: 7,
    DeletionProtection: true,
    EnableIAMDatabaseAuthentication: true,
    EnableCloudwatchLogsExports: ["postgresql"],
    ...properties,
  });

const parameters = (values: object) =>
  resource("AWS::RDS::DBParameterGroup", { Family: "postgres17", Description: "orders", Parameters: values });

const proxy = (RequireTLS: boolean) =>
  resource("AWS::RDS::DBProxy", {
    DBProxyName: "orders",
    EngineFamily: "POSTGRESQL",
    RoleArn: "arn:aws:iam::111122223333:role/orders-proxy",
    VpcSubnetIds: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
    Auth: [
      {
        AuthScheme: "SECRETS",
        IAMAuth: "REQUIRED",
        SecretArn: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:orders-abc",
      },
    ],
    RequireTLS,
  });

/** A database four hops from a gateway: instance, subnet group, subnet, route table. */
const placed = (route: object, others: Case["resources"]): Case["resources"] => ({
  Orders: instance({ DBSubnetGroupName: ref("Subnets") }),
  Subnets: resource("AWS::RDS::DBSubnetGroup", {
    DBSubnetGroupDescription: "orders",
    SubnetIds: [ref("SubnetA"), ref("SubnetB")],
  }),
  Vpc: resource("AWS::EC2::VPC", { CidrBlock: "10.0.0.0/16" }),
  SubnetA: resource("AWS::EC2::Subnet", { VpcId: ref("Vpc"), CidrBlock: "10.0.0.0/24", MapPublicIpOnLaunch: false }),
  SubnetB: resource("AWS::EC2::Subnet", { VpcId: ref("Vpc"), CidrBlock: "10.0.1.0/24", MapPublicIpOnLaunch: false }),
  Routes: resource("AWS::EC2::RouteTable", { VpcId: ref("Vpc") }),
  RoutesA: resource("AWS::EC2::SubnetRouteTableAssociation", { SubnetId: ref("SubnetA"), RouteTableId: ref("Routes") }),
  RoutesB: resource("AWS::EC2::SubnetRouteTableAssociation", { SubnetId: ref("SubnetB"), RouteTableId: ref("Routes") }),
  Out: resource("AWS::EC2::Route", { RouteTableId: ref("Routes"), DestinationCidrBlock: "0.0.0.0/0", ...route }),
  ...others,
});

const anywhereNear = { at: ["Orders", "Subnets", "SubnetA", "SubnetB", "Routes", "Out"] };

export const databases: readonly Case[] = [
  bad("rds-public", "an instance with a public address", { Orders: instance({ PubliclyAccessible: true }) }),
  bad(
    "rds-public",
    "an instance without a subnet group, public by the API's default",
    { Orders: instance({ PubliclyAccessible: undefined, DBSubnetGroupName: undefined }) },
    { cloudFormationOnly: true },
  ),
  good("rds-public", "a private instance", { Orders: instance({}) }),
  trap("rds-public", "a private read replica", { Orders: replica() }),

  bad(
    "rds-public-subnet",
    "an instance in subnets with a route to an internet gateway",
    placed(
      { GatewayId: ref("Internet") },
      {
        Internet: resource("AWS::EC2::InternetGateway", {}),
        Attached: resource("AWS::EC2::VPCGatewayAttachment", {
          VpcId: ref("Vpc"),
          InternetGatewayId: ref("Internet"),
        }),
      },
    ),
    anywhereNear,
  ),
  trap(
    "rds-public-subnet",
    "an instance in subnets with a route to a NAT gateway",
    placed({ NatGatewayId: "nat-0123456789abcdef0" }, {}),
    anywhereNear,
  ),

  bad("rds-encryption", "an unencrypted instance", {
    Orders: instance({ StorageEncrypted: false, KmsKeyId: undefined }),
  }),
  bad("rds-encryption", "an instance that does not say", {
    Orders: instance({ StorageEncrypted: undefined, KmsKeyId: undefined }),
  }),
  bad("rds-encryption", "an unencrypted cluster", { Orders: cluster({ StorageEncrypted: false }) }),
  good("rds-encryption", "an encrypted instance", { Orders: instance({}) }),
  trap("rds-encryption", "a read replica, encrypted as its source", { Orders: replica() }),
  trap("rds-encryption", "a cluster's member, encrypted as its cluster", { Orders: member() }),

  bad("rds-backups", "no backups", { Orders: instance({ BackupRetentionPeriod: 0 }) }),
  good("rds-backups", "a week of backups", { Orders: instance({}) }),
  trap("rds-backups", "a read replica, whose source is backed up", { Orders: replica() }),
  trap("rds-backups", "a cluster's member, whose cluster is backed up", { Orders: member() }),

  bad("rds-deletion", "an instance without deletion protection", { Orders: instance({ DeletionProtection: false }) }),
  bad("rds-deletion", "a cluster that does not say", { Orders: cluster({ DeletionProtection: undefined }) }),
  good("rds-deletion", "a protected instance", { Orders: instance({}) }),
  trap("rds-deletion", "a cluster's member, whose cluster is protected", { Orders: member() }),

  bad("rds-password", "a password in the template", {
    Orders: instance({ ManageMasterUserPassword: undefined, MasterUserPassword: "Tr0ub4dor-and-3" }),
  }),
  good("rds-password", "a password that RDS manages", { Orders: instance({}) }),
  trap("rds-password", "a read replica, which has its source's", { Orders: replica() }),

  bad("rds-tls", "a parameter group that lets clients do without", {
    Parameters: parameters({ "rds.force_ssl": "0" }),
  }),
  bad(
    "rds-tls",
    "an instance whose parameter group lets clients do without",
    {
      Orders: instance({ DBParameterGroupName: ref("Parameters") }),
      Parameters: parameters({ "rds.force_ssl": "0", log_connections: "1" }),
    },
    { at: ["Orders", "Parameters"] },
  ),
  bad("rds-tls", "MySQL without a parameter group, which then lets clients do without", {
    Orders: instance({ Engine: "mysql", EngineVersion: "8.4.6", DBParameterGroupName: undefined }),
  }),
  good(
    "rds-tls",
    "an instance whose parameter group asks for TLS",
    {
      Orders: instance({ DBParameterGroupName: ref("Parameters") }),
      Parameters: parameters({ "rds.force_ssl": "1" }),
    },
    { at: ["Orders", "Parameters"] },
  ),

  trap("rds-tls", "PostgreSQL 17 without a parameter group, which then asks for TLS", {
    Orders: instance({ Engine: "postgres", EngineVersion: "17.6", DBParameterGroupName: undefined }),
  }),
  trap("rds-tls", "a parameter group that says nothing, where the engine asks for TLS by default", {
    Parameters: parameters({ log_connections: "1" }),
  }),

  bad("rds-iam-login", "PostgreSQL without IAM login", {
    Orders: instance({ EnableIAMDatabaseAuthentication: false }),
  }),
  bad("rds-iam-login", "a cluster that does not say", {
    Orders: cluster({ EnableIAMDatabaseAuthentication: undefined }),
  }),
  good("rds-iam-login", "PostgreSQL with IAM login", { Orders: instance({}) }),
  trap("rds-iam-login", "Oracle, which has no IAM login", {
    Orders: instance({
      Engine: "oracle-ee",
      EngineVersion: "19",
      LicenseModel: "bring-your-own-license",
      EnableIAMDatabaseAuthentication: undefined,
      EnableCloudwatchLogsExports: ["alert", "audit"],
    }),
  }),

  bad("rds-multi-az", "one zone", { Orders: instance({ MultiAZ: false }) }),
  good("rds-multi-az", "two zones", { Orders: instance({}) }),
  trap("rds-multi-az", "a read replica, which is itself the second place", { Orders: replica() }),
  trap("rds-multi-az", "a cluster's member; the cluster spans the zones", { Orders: member() }),

  bad("rds-logs", "no logs exported", { Orders: instance({ EnableCloudwatchLogsExports: undefined }) }),
  good("rds-logs", "logs exported", { Orders: instance({}) }),
  trap("rds-logs", "a cluster's member, whose cluster exports them", { Orders: member() }),

  bad("rds-own-key", "a cluster under AWS's key", { Orders: cluster({}) }),
  good("rds-own-key", "a cluster under a key of one's own", {
    Orders: cluster({ KmsKeyId: key, MasterUserSecret: { KmsKeyId: key } }),
  }),

  bad("rds-monitoring", "neither enhanced monitoring nor Performance Insights", { Orders: instance({}) }),
  good("rds-monitoring", "both", {
    Orders: instance({
      MonitoringInterval: 60,
      MonitoringRoleArn: "arn:aws:iam::111122223333:role/monitoring",
      EnablePerformanceInsights: true,
      PerformanceInsightsKMSKeyId: key,
    }),
  }),

  bad("rds-minor-upgrade", "no minor upgrades", { Orders: instance({ AutoMinorVersionUpgrade: false }) }),
  trap("rds-minor-upgrade", "nothing said, which is on", { Orders: instance({}) }),

  bad("rds-backup-plan", "a database in no plan", { Orders: instance({}) }),
  bad("rds-backup-plan", "a cluster in no plan", { Orders: cluster({}) }),
  good("rds-backup-plan", "a database in a plan", {
    Orders: instance({}),
    Plan: resource("AWS::Backup::BackupPlan", {
      BackupPlan: {
        BackupPlanName: "daily",
        BackupPlanRule: [{ RuleName: "daily", TargetBackupVault: "orders", ScheduleExpression: "cron(0 3 * * ? *)" }],
      },
    }),
    Selection: resource("AWS::Backup::BackupSelection", {
      BackupPlanId: ref("Plan"),
      BackupSelection: {
        SelectionName: "orders",
        IamRoleArn: "arn:aws:iam::111122223333:role/backup",
        Resources: [att("Orders", "DBInstanceArn")],
      },
    }),
  }),

  bad("rds-proxy", "a proxy that does not ask for TLS", { Proxy: proxy(false) }),
  good("rds-proxy", "a proxy that asks for TLS", { Proxy: proxy(true) }),
];

export const secrets: readonly Case[] = [
  bad("secret-policy", "everyone may read it", { Policy: secretPolicy({ Principal: "*" }) }),
  bad("secret-policy", "everyone but one account may read it", {
    Policy: secretPolicy({ NotPrincipal: { AWS: "arn:aws:iam::111122223333:root" } }),
  }),
  good("secret-policy", "one role may read it", {
    Policy: secretPolicy({ Principal: { AWS: "arn:aws:iam::222233334444:role/app" } }),
  }),
  trap("secret-policy", "everyone of one organisation may read it", {
    Policy: secretPolicy({
      Principal: "*",
      Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
    }),
  }),
  bad("secret-key", "AWS's own key", { Secret: resource("AWS::SecretsManager::Secret", { Name: "orders" }) }),
  good("secret-key", "a key of one's own", {
    Secret: resource("AWS::SecretsManager::Secret", { Name: "orders", KmsKeyId: att("Key", "Arn") }),
    Key: resource("AWS::KMS::Key", {
      EnableKeyRotation: true,
      KeyPolicy: {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { AWS: "arn:aws:iam::111122223333:root" },
            Action: "kms:*",
            Resource: "*",
          },
        ],
      },
    }),
  }),
  bad("secret-rotation", "a database's secret that never changes", databaseSecret({}), { at: ["Secret", "Attached"] }),
  good(
    "secret-rotation",
    "a database's secret that changes every month",
    databaseSecret({
      Rotation: resource("AWS::SecretsManager::RotationSchedule", {
        SecretId: ref("Secret"),
        RotationLambdaARN: "arn:aws:lambda:eu-west-1:111122223333:function:rotate",
        RotationRules: { AutomaticallyAfterDays: 30 },
      }),
    }),
    { at: ["Secret", "Attached", "Rotation"] },
  ),
  trap(
    "secret-rotation",
    "a token that is no database's",
    {
      Secret: resource("AWS::SecretsManager::Secret", {
        Name: "webhook",
        KmsKeyId: "alias/orders",
        Description: "Handed out by a partner, who changes it",
      }),
    },
    { at: ["Secret"] },
  ),
];

function secretPolicy(statement: object) {
  return resource("AWS::SecretsManager::ResourcePolicy", {
    SecretId: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:orders-abc",
    BlockPublicPolicy: true,
    ResourcePolicy: {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: "*", ...statement }],
    },
  });
}

function databaseSecret(others: Case["resources"]): Case["resources"] {
  return {
    Secret: resource("AWS::SecretsManager::Secret", { Name: "orders", KmsKeyId: "alias/orders" }),
    Attached: resource("AWS::SecretsManager::SecretTargetAttachment", {
      SecretId: ref("Secret"),
      TargetId: "orders",
      TargetType: "AWS::RDS::DBInstance",
    }),
    ...others,
  };
}
