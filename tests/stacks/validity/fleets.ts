const sharedWith = ["444455556666"];

/** What a stack may have besides. */
const APIS = { secretsmanager: true, rds: true, kms: true, logs: true, monitoring: true, sts: true };
export const OPTIONS = { "lattice-db:ipv6": true, "lattice-db:awsEndpoints": APIS };
/** The same of a producer, by its fleet: network ACLs and a way to S3 exclude each other. */
export const OF_FLEET: Readonly<Record<string, object>> = {
  instances: { "lattice-db:awsEndpoints": { ...APIS, s3: true } },
  clusters: { "lattice-db:networkAcls": true },
};

/** Databases of a producer, between them with every kind and every setting. */
export const FLEETS: Readonly<Record<string, Readonly<Record<string, object>>>> = {
  instances: {
    orders: {
      engine: "postgres",
      engineVersion: "17",
      sharedWith,
      instanceClass: "db.r8g.large",
      allocatedStorageGib: 400,
      maxAllocatedStorageGib: 1000,
      databaseName: "shop",
      masterUsername: "boss",
      port: 6000,
      multiAz: false,
      backupRetentionDays: 35,
      maintenanceWindow: "sun:04:00-sun:05:00",
      backupWindow: "02:00-03:00",
      logExports: ["postgresql", "iam-db-auth-error"],
      databaseInsightsMode: "advanced",
      parameters: { work_mem: "4096" },
      caCertificate: "rds-ca-ecc384-g1",
      readReplicas: { reports: { multiAz: true }, archive: { instanceClass: "db.t4g.large" } },
      proxy: { maxConnectionsPercent: 1, maxIdleConnectionsPercent: 0, connectionBorrowTimeoutSeconds: 300 },
    },
    stock: { engine: "mysql", engineVersion: "8.4", sharedWith, readReplicas: { copy: {} }, proxy: {} },
    maria: { engine: "mariadb", engineVersion: "11.8", sharedWith, finalSnapshot: false, proxy: {} },
    copied: { engine: "postgres", engineVersion: "18", sharedWith, restoreFrom: { snapshot: "orders-before" } },
    rewound: {
      engine: "postgres",
      engineVersion: "16",
      sharedWith,
      restoreFrom: {
        instance: "orders-old",
        time: "2026-11-29T02:00:00Z",
        kmsKeyArn: "arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-4333-8444-555555555555",
      },
    },
    "a-name-of-25-characters-x": { engine: "postgres", engineVersion: "17", sharedWith },
  },
  clusters: {
    ledger: {
      kind: "cluster",
      engine: "postgres",
      engineVersion: "17",
      sharedWith,
      instances: { a: {}, b: { promotionTier: 15 }, "a-key-of-20-letters": { instanceClass: "db.r8g.large" } },
      serverlessV2: { minCapacity: 0, maxCapacity: 256 },
      proxy: {},
    },
    books: {
      kind: "cluster",
      engine: "mysql",
      engineVersion: "8.4",
      sharedWith,
      backtrackHours: 72,
      finalSnapshot: false,
      proxy: {},
    },
  },
  existing: {
    legacy: { kind: "existing", identifier: "legacy", sharedWith, proxy: {} },
    "old-ledger": { kind: "existing", identifier: "old-ledger", sharedWith, proxy: {} },
    pool: { kind: "existing", identifier: "old-proxy", databaseName: "shop", sharedWith },
    elsewhere: {
      kind: "existing",
      domainName: "orders.example.internal",
      engine: "mariadb",
      securityGroupId: "sg-0123456789abcdef2",
      sharedWith,
    },
  },
};
