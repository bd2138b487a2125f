import assert from "node:assert/strict";
import { networkInterfacesOf } from "../../../../local/services/ec2/addresses";
import { networkInterfaceKind } from "../../../../local/services/ec2/entities";
import { createSecurityGroup } from "../../../../local/services/ec2/security-group";
import { deleteSubnet } from "../../../../local/services/ec2/subnet";
import { createVpc } from "../../../../local/services/ec2/vpc";
import { scheduleKeyDeletion } from "../../../../local/services/kms/key";
import { keyKind } from "../../../../local/services/kms/entities";
import { logGroupKind } from "../../../../local/services/logs/entities";
import { createDbInstance } from "../../../../local/services/rds/create-instance";
import { dbInstanceKind } from "../../../../local/services/rds/entities";
import { requiresTls } from "../../../../local/services/rds/parameters-in-effect";
import type { CreateDbInstanceRequest } from "../../../../local/services/rds/instance-request";
import { operatorOf } from "../../../../local/services/iam/principal";
import { getSecretValue } from "../../../../local/services/secrets-manager/get-secret-value";
import { secretKind } from "../../../../local/services/secrets-manager/entities";
import { noDatabases } from "../../../../local/services/services";
import { NotModelledError } from "../../../../local/services/not-modelled";
import { owner, testServices } from "../../test-services";
import { refused } from "../refused";
import { instanceRequest, keyRequest, surroundings, vpcSettings } from "../surroundings";
import { createKey } from "../../../../local/services/kms/key";

async function withSurroundings() {
  const services = testServices();
  const around = await surroundings(services);
  const create = (changes: Partial<CreateDbInstanceRequest> = {}) =>
    createDbInstance(services, owner, instanceRequest(changes));
  return { services, create, ...around };
}

describe("making an RDS instance", () => {
  it("fills in what RDS fills in", async () => {
    const { create, vpc } = await withSurroundings();
    const { id, arn, data } = await create();
    assert.match(id, /^db-[A-Z2-7]{26}$/);
    assert.equal(arn, "arn:aws:rds:us-east-1:111111111111:db:orders");
    assert.match(data.endpoint.address, /^orders\.c[a-z0-9]{11}\.us-east-1\.rds\.amazonaws\.com$/);
    assert.equal(data.endpoint.port, 5432);
    assert.equal(data.engineVersion, "17.11");
    assert.equal(data.dbInstanceStatus, "available");
    assert.equal(data.dbParameterGroupName, "default.postgres17");
    assert.deepEqual(data.vpcSecurityGroupIds, [vpc.data.defaultSecurityGroupId]);
    assert.equal(data.storageType, "gp3");
    assert.equal(data.iops, 3000);
    assert.equal(data.backupRetentionPeriod, 1);
    assert.equal(data.storageEncrypted, false);
    assert.equal(data.kmsKeyId, undefined);
  });

  it("hands the server a password that is found nowhere but sealed in Secrets Manager", async () => {
    const handed: (string | undefined)[] = [];
    const services = testServices({
      databases: { ...noDatabases, started: (_, login) => Promise.resolve(void handed.push(login?.password)) },
    });
    const { key } = await surroundings(services);
    const { data } = await createDbInstance(services, owner, instanceRequest({ masterUserSecretKmsKeyId: key.id }));
    const [password = ""] = handed;
    assert.equal(password.length, 40);
    assert.equal(data.masterUserSecret?.kmsKeyId, key.arn);
    assert.match(data.masterUserSecret.secretArn, /:secret:rds!db-[0-9a-f-]{36}-\w{6}$/);
    const secret = getSecretValue(services, operatorOf(owner.account), owner.region, data.masterUserSecret.secretArn);
    assert.deepEqual(JSON.parse(secret.value), { username: "dbowner", password });
    assert.ok(!JSON.stringify(services.store.list("rds:db-instance")).includes(password));
    assert.ok(!JSON.stringify(services.store.list("secrets-manager:secret-version")).includes(password));
  });

  it("encrypts with the key given, or AWS's own", async () => {
    const { services, create, key } = await withSurroundings();
    const given = await create({ storageEncrypted: true, kmsKeyId: key.arn });
    assert.equal(given.data.kmsKeyId, key.arn);
    const own = await create({ dbInstanceIdentifier: "own", storageEncrypted: true });
    const used = services.store.list(keyKind).find((it) => it.arn === own.data.kmsKeyId);
    assert.equal(used?.data.keyManager, "AWS");
  });

  it("takes an address in each zone it uses, behind its security groups", async () => {
    const { services, create, a, b, group } = await withSurroundings();
    const { arn } = await create({ multiAZ: true, vpcSecurityGroupIds: [group.id] });
    const interfaces = networkInterfacesOf(services.store, arn).map(({ data }) => [data.subnetId, data.groups]);
    assert.deepEqual(interfaces, [
      [a.id, [group.id]],
      [b.id, [group.id]],
    ]);
    await refused(deleteSubnet(services, owner, a.id), "DependencyViolation");
  });

  it("makes the log groups it exports to", async () => {
    const { services, create } = await withSurroundings();
    await create({ enabledCloudwatchLogsExports: ["postgresql", "upgrade"] });
    assert.deepEqual(
      services.store.list(logGroupKind).map((it) => it.data.logGroupName),
      ["/aws/rds/instance/orders/postgresql", "/aws/rds/instance/orders/upgrade"],
    );
  });

  it("leaves nothing behind when the server does not start", async () => {
    const services = testServices({
      databases: { ...noDatabases, started: () => Promise.reject(new Error("no room on the disk")) },
    });
    await surroundings(services);
    const request = instanceRequest({ enabledCloudwatchLogsExports: ["postgresql"] });
    await assert.rejects(createDbInstance(services, owner, request), /no room on the disk/);
    for (const kind of [dbInstanceKind, secretKind, networkInterfaceKind, logGroupKind]) {
      assert.deepEqual(services.store.list(kind as typeof secretKind), []);
    }
  });

  describe("of a version", () => {
    const on = async (day: string, changes: Partial<CreateDbInstanceRequest>) => {
      const services = testServices({ clock: { now: () => new Date(`${day}T12:00:00Z`) } });
      await surroundings(services);
      return createDbInstance(services, owner, instanceRequest({ dbInstanceClass: "db.m8a.large", ...changes }));
    };
    const disabled = { engineLifecycleSupport: "open-source-rds-extended-support-disabled" };
    const cannot = "InvalidParameterCombination";

    for (const [engine, engineVersion] of [
      ["postgres", "18.5"],
      ["mysql", "8.0.38"],
      ["mariadb", "10.6.6"],
      ["mariadb", "10.11.12"],
      ["mariadb", "11.4.6"],
    ] as const) {
      it(`that never came to RDS is refused: ${engine} ${engineVersion}`, () =>
        refused(() => on("2026-01-01", { engine, engineVersion }), cannot, /Cannot find version/));
    }

    it("takes MariaDB 12.3, where TLS is required by default as in 11.8", async () => {
      const { data } = await on("2026-11-28", { engine: "mariadb", engineVersion: "12.3" });
      assert.equal(data.engineVersion, "12.3.3");
      assert.equal(requiresTls(data), true);
    });

    it("that RDS has retired is refused from that day on", async () => {
      assert.equal((await on("2026-04-30", { engineVersion: "16.8" })).data.engineVersion, "16.8");
      await refused(() => on("2026-05-01", { engineVersion: "16.8" }), cannot, /Cannot find version 16\.8/);
      assert.equal((await on("2026-05-01", { engineVersion: "16.9" })).data.engineVersion, "16.9");
    });

    it("past its standard support is made with paid support, or not at all", async () => {
      const old = { engineVersion: "14" };
      assert.equal((await on("2027-02-28", { ...old, ...disabled })).data.engineVersion, "14.24");
      await refused(() => on("2027-03-01", { ...old, ...disabled }), cannot, /past its end of standard support/);
      assert.equal((await on("2027-03-01", old)).data.engineVersion, "14.24");
      const mariadb = { engine: "mariadb", engineVersion: "10.6" };
      await refused(() => on("2027-01-01", mariadb), cannot, /mariadb 10\.6\.28 is past its end/);
    });
  });

  for (const [title, changes, code, words] of [
    [
      "an identifier with two hyphens",
      { dbInstanceIdentifier: "a--b" },
      "InvalidParameterValue",
      /two consecutive hyphens/,
    ],
    ["an engine RDS has not", { engine: "sqlite" }, "InvalidParameterValue", /Invalid DB engine: sqlite/],
    [
      "a version RDS has not",
      { engineVersion: "17.99" },
      "InvalidParameterCombination",
      /Cannot find version 17.99 for postgres/,
    ],
    [
      "a class RDS has not",
      { dbInstanceClass: "db.t2.nano" },
      "InvalidParameterCombination",
      /DBInstanceClass=db.t2.nano, Engine=postgres/,
    ],
    [
      "a master name of more than 16 characters",
      { masterUsername: "a".repeat(17) },
      "InvalidParameterValue",
      /have 1 to 16 letters/,
    ],
    ["no class at all", { dbInstanceClass: "medium" }, "InvalidParameterValue", /Invalid DB Instance class: medium/],
    ["too little storage", { allocatedStorage: 10 }, "InvalidParameterValue", /postgres and storage type gp3: 10/],
    [
      "storage that cannot grow",
      { maxAllocatedStorage: 21 },
      "InvalidParameterCombination",
      /at least 10% more than 20/,
    ],
    [
      "IOPS on a small gp3 volume",
      { iops: 6000, storageType: "gp3" },
      "InvalidParameterCombination",
      /storage size less than 400/,
    ],
    ["a port that is reserved", { port: 80 }, "InvalidParameterValue", /between 1150 and 65535/],
    ["backups for 36 days", { backupRetentionPeriod: 36 }, "InvalidParameterValue", /between 0 and 35/],
    ["a reserved user name", { masterUsername: "admin" }, "InvalidParameterValue", /reserved word/],
    ["a database name with a hyphen", { dbName: "or-ders" }, "InvalidParameterValue", /DBName must begin/],
    [
      "logs of another engine",
      { enabledCloudwatchLogsExports: ["slowquery"] },
      "InvalidParameterCombination",
      /log types 'slowquery'/,
    ],
    ["a missing authority", { caCertificateIdentifier: "rds-ca-2015" }, "CertificateNotFound", /rds-ca-2015/],
    [
      "backups during maintenance",
      { preferredBackupWindow: "04:00-05:00", preferredMaintenanceWindow: "tue:04:30-tue:05:30" },
      "InvalidParameterValue",
      /must not overlap/,
    ],
    [
      "a key without encryption",
      { kmsKeyId: "alias/x" },
      "InvalidParameterCombination",
      /StorageEncrypted is disabled/,
    ],
    [
      "a missing key",
      { storageEncrypted: true, kmsKeyId: "alias/x" },
      "KMSKeyNotAccessibleFault",
      /\[alias\/x\] does not exist/,
    ],
    ["a missing security group", { vpcSecurityGroupIds: ["sg-1"] }, "InvalidParameterValue", /groupId= sg-1/],
    ["a missing subnet group", { dbSubnetGroupName: "none" }, "DBSubnetGroupNotFoundFault", /'none'/],
    ["no subnet group", { dbSubnetGroupName: undefined }, "InvalidSubnet", /No default subnet/],
    ["a missing parameter group", { dbParameterGroupName: "none" }, "DBParameterGroupNotFound", /none/],
    [
      "another family's default group",
      { dbParameterGroupName: "default.postgres16" },
      "InvalidParameterCombination",
      /Family postgres17/,
    ],
    [
      "a zone with Multi-AZ",
      { multiAZ: true, availabilityZone: "us-east-1a" },
      "InvalidParameterCombination",
      /Multi-AZ/,
    ],
    ["a zone without a subnet", { availabilityZone: "us-east-1c" }, "InvalidVPCNetworkStateFault", /us-east-1c/],
    [
      "a public address without an internet gateway",
      { publiclyAccessible: true },
      "InvalidVPCNetworkStateFault",
      /no internet gateway/,
    ],
    [
      "monitoring without a role",
      { monitoringInterval: 60 },
      "InvalidParameterCombination",
      /MonitoringRoleARN value is required/,
    ],
    [
      "a password beside a managed one",
      { masterUserPassword: "correct-horse" },
      "InvalidParameterCombination",
      /ManageMasterUserPassword is enabled/,
    ],
    [
      "no password",
      { manageMasterUserPassword: false },
      "InvalidParameterValue",
      /MasterUserPassword must be provided/,
    ],
    [
      "a short password",
      { manageMasterUserPassword: false, masterUserPassword: "short" },
      "InvalidParameterValue",
      /shorter than 8/,
    ],
    [
      "a password with a slash",
      { manageMasterUserPassword: false, masterUserPassword: "pass/words" },
      "InvalidParameterValue",
      /besides '\/'/,
    ],
    [
      "advanced insights kept for a week",
      { databaseInsightsMode: "advanced" },
      "InvalidParameterCombination",
      /465 days/,
    ],
  ] as const) {
    it(`refuses ${title}`, async () => {
      const { create, services } = await withSurroundings();
      await refused(create(changes), code, words);
      assert.deepEqual(services.store.list(dbInstanceKind), []);
    });
  }

  it("refuses a second instance of the name, however it is spelled", async () => {
    const { create } = await withSurroundings();
    await create();
    await refused(create({ dbInstanceIdentifier: "Orders" }), "DBInstanceAlreadyExists");
  });

  it("refuses a security group of another VPC", async () => {
    const { services, create } = await withSurroundings();
    const other = await createVpc(services, owner, vpcSettings("10.9.0.0/16"));
    const names = { groupName: "foreign", description: "test", vpcId: other.id, tags: {} };
    const foreign = await createSecurityGroup(services, owner, names);
    const request = create({ vpcSecurityGroupIds: [foreign.id] });
    await refused(request, "InvalidParameterCombination", /are in different VPCs/);
  });

  it("refuses a key that waits for its deletion, or is of another Region", async () => {
    const { services, create, key } = await withSurroundings();
    const elsewhere = await createKey(services, { ...owner, region: "us-west-2" }, keyRequest());
    await refused(create({ storageEncrypted: true, kmsKeyId: elsewhere.arn }), "KMSKeyNotAccessibleFault");
    await scheduleKeyDeletion(services, owner, key.id, 7);
    await refused(create({ storageEncrypted: true, kmsKeyId: key.arn }), "KMSKeyNotAccessibleFault");
  });

  it("refuses what RDS has and the local cloud has not by its name", async () => {
    const { create } = await withSurroundings();
    await assert.rejects(create({ engine: "oracle-ee" }), (error: unknown) => {
      assert.ok(error instanceof NotModelledError);
      assert.match(error.message, /does not model instances of engine oracle-ee/);
      return true;
    });
  });

  it("runs out of addresses as its subnets do", async () => {
    const { create } = await withSurroundings();
    for (let count = 0; count < 11; count++) await create({ dbInstanceIdentifier: `orders-${count}` });
    await refused(create(), "InsufficientFreeAddressesInSubnet");
  });
});
