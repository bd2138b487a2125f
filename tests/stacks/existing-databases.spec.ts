import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";

import { awsKnows, NETWORK } from "./existing-network";
import { paste } from "./paste";
import { engineValues, stackConfig } from "./stack-file";
import { up } from "./up";

const sharedWith = ["444455556666"];
const config = (database: object, more: object = {}) => {
  const { "lattice-db:vpcCidr": _cidr, "lattice-db:subnets": _subnets, ...rest } = stackConfig("producer");
  const legacy = { kind: "existing", sharedWith, ...database };
  return { ...rest, "lattice-db:network": NETWORK, "lattice-db:databases": { legacy, ...more } };
};
const deployed = (database: object, change: Readonly<Record<string, object>> = {}, more: object = {}) =>
  up(engineValues(config(database, more)), undefined, undefined, undefined, awsKnows(change));

/** What is made for a database that is there already. */
const made = async (database: object) => {
  const all = await deployed(database);
  return all.resources.filter(({ name }) => name.includes("legacy") || name.includes("sg-"));
};
const types = (resources: Awaited<ReturnType<typeof made>>) =>
  resources.map(({ type }) => type.split(":").at(-1)).sort();
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const CONFIGURATION = "aws:vpclattice/resourceConfiguration:ResourceConfiguration";

describe("an existing database", () => {
  it("is shared by its ARN, with one rule in its security group and nothing else of it", async () => {
    const all = await deployed({ identifier: "legacy" });
    assert.deepEqual(
      all.resources.filter(({ type }) => /^aws:(rds|kms|backup)/.test(type)).map(({ name }) => name),
      ["logs-key", "logs-alias"],
    );
    const touching = all.resources.filter(
      ({ type, inputs }) => type.startsWith("aws:") && inputs.securityGroupId === "sg-0123456789abcdef0",
    );
    assert.deepEqual(
      touching.map(({ type, inputs }) => [type, inputs.referencedSecurityGroupId, inputs.fromPort, inputs.toPort]),
      [[INGRESS, "db-security-group-id", 5432, 5432]],
    );
    assert.deepEqual(all.find(CONFIGURATION).inputs.resourceConfigurationDefinition, {
      arnResource: { arn: "arn:aws:rds:eu-west-1:111122223333:db:legacy" },
    });
    const { legacy } = all.outputs["contract"].databases;
    assert.deepEqual(
      [legacy.address, legacy.engine, legacy.databaseName, legacy.resourceId, legacy.sharing],
      ["legacy.abc.eu-west-1.rds.amazonaws.com", "postgres", "shop", "db-LEGACY", "resource"],
    );
  });

  it("makes no network where it is told of one", async () => {
    const { resources, outputs } = await deployed({ identifier: "legacy" });
    assert.deepEqual(
      resources.filter(({ type }) => /^aws:ec2\/(vpc|subnet|routeTable|flowLog)/.test(type)),
      [],
    );
    assert.equal(outputs["client"].vpcId, NETWORK.vpcId);
    assert.deepEqual(outputs["client"].subnetIds, NETWORK.gatewaySubnetIds);
  });

  it("can be named by its ARN", async () => {
    const arn = "arn:aws:rds:eu-west-1:111122223333:cluster:old-ledger";
    const { outputs } = await deployed({ arn });
    assert.deepEqual(Object.keys(outputs["contract"].databases), ["legacy", "legacy-reader"]);
  });

  it("is shared by the reader's name too where it is a cluster, unless told otherwise", async () => {
    const { outputs, find } = await deployed({ identifier: "old-ledger" });
    const { legacy, "legacy-reader": reader } = outputs["contract"].databases;
    assert.equal(legacy.resourceId, "cluster-OLD");
    assert.match(reader.address, /cluster-ro-/);
    assert.match(find(CONFIGURATION).inputs.resourceConfigurationDefinition.arnResource.arn, /:cluster:old-ledger$/);
    const alone = await deployed({ identifier: "old-ledger", shareReader: false });
    assert.deepEqual(Object.keys(alone.outputs["contract"].databases), ["legacy"]);
  });

  it("is shared by its name where it is a proxy", async () => {
    const { outputs, find } = await deployed({ identifier: "old-proxy", databaseName: "shop", engine: "mariadb" });
    const { legacy } = outputs["contract"].databases;
    const name = "old-proxy.proxy-abc.eu-west-1.rds.amazonaws.com";
    assert.deepEqual(
      [legacy.sharing, legacy.customDomainName, legacy.port, legacy.resourceId, legacy.engine],
      ["domain", name, 3306, "prx-0123456789abcdef0", "mariadb"],
    );
    assert.equal(find(CONFIGURATION).inputs.customDomainName, name);
    assert.equal("resourceConfigDnsResolution" in find("aws:vpclattice/resourceGateway:ResourceGateway").inputs, false);
  });

  it("is touched in nothing where told so, and the rule to add is handed out", async () => {
    const { resources, outputs } = await deployed({ identifier: "legacy", addIngressRule: false });
    assert.ok(!resources.some(({ type }) => type === INGRESS));
    assert.deepEqual(outputs["rulesToAdd"], {
      legacy:
        "aws ec2 authorize-security-group-ingress --group-id sg-0123456789abcdef0 --protocol tcp --port 5432 " +
        "--source-group db-security-group-id",
    });
  });

  it("gets its rule in the group that is named, where it carries several", async () => {
    const groups = ["sg-0123456789abcdef0", "sg-0123456789abcdef1"];
    const { find } = await deployed(
      { identifier: "legacy", securityGroupId: "sg-0123456789abcdef1" },
      { legacy: { vpcSecurityGroups: groups } },
    );
    assert.equal(find(INGRESS).inputs.securityGroupId, "sg-0123456789abcdef1");
  });

  it("shares one rule with another one that carries the same group", async () => {
    const more = { other: { kind: "existing", identifier: "old-ledger", sharedWith } };
    const { resources } = await deployed({ identifier: "legacy" }, {}, more);
    assert.equal(resources.filter(({ type }) => type === INGRESS).length, 1);
  });

  it("can stand behind a proxy that is made for it", async () => {
    const { find, outputs } = await deployed({ identifier: "legacy", proxy: {} });
    assert.equal(find("aws:rds/proxyTarget:ProxyTarget").inputs.dbInstanceIdentifier, "legacy");
    assert.deepEqual(find("aws:rds/proxy:Proxy").inputs.vpcSubnetIds, NETWORK.databaseSubnetIds);
    assert.deepEqual(Object.keys(outputs["contract"].databases), ["legacy", "legacy-proxy"]);
  });

  describe("of no RDS", () => {
    const onEc2 = {
      domainName: "orders.example.internal",
      engine: "postgres",
      port: 6432,
      securityGroupId: "sg-0123456789abcdef2",
    };

    it("goes by its private name, through a gateway that resolves in the VPC", async () => {
      const { find } = await deployed(onEc2);
      const { inputs } = find("aws:vpclattice/resourceGateway:ResourceGateway");
      assert.equal(inputs.resourceConfigDnsResolution, "IN_VPC");
      assert.deepEqual(find(CONFIGURATION, "db-vpc-legacy").inputs, {
        type: "SINGLE",
        resourceGatewayIdentifier: "db-vpc-gateway-id",
        resourceConfigurationDefinition: { dnsResource: { domainName: onEc2.domainName, ipAddressType: "IPV4" } },
        portRanges: ["6432"],
        protocol: "TCP",
        customDomainName: onEc2.domainName,
        allowAssociationToShareableServiceNetwork: false,
      });
      assert.equal(find(INGRESS).inputs.securityGroupId, "sg-0123456789abcdef2");
    });

    it("has a gateway of its own beside that of ARNs, which AWS serves by public resolution only", async () => {
      const more = { shop: { kind: "existing", identifier: "legacy", sharedWith } };
      const { resources } = await deployed(onEc2, {}, more);
      const gateways = resources.filter(({ type }) => type === "aws:vpclattice/resourceGateway:ResourceGateway");
      assert.deepEqual(gateways.map(({ name }) => name).sort(), ["db-gateway", "db-vpc-gateway"]);
    });

    it("is shared without a login, which is its owner's to hand out", async () => {
      const { resources, outputs } = await deployed(onEc2);
      assert.deepEqual(outputs["contract"].databases.legacy.sharing, "password");
      assert.equal("connectRoleArn" in outputs["contract"].databases.legacy, false);
      assert.ok(!resources.some(({ name }) => name.startsWith("legacy-connect")));
      assert.deepEqual(types(await made(onEc2)).filter((type) => type === "ResourceShare").length, 2);
    });

    it("is handed to a consumer's clients as one with a password", async () => {
      const { outputs } = await deployed(onEc2);
      const { databases } = (await up(engineValues(stackConfig("consumer")), outputs)).outputs;
      assert.ok(databases);
      const { latticeName: _, ...legacy } = databases["legacy"];
      assert.deepEqual(legacy, {
        address: onEc2.domainName,
        port: 6432,
        engine: "postgres",
        databaseName: "legacy",
        login: "password",
      });
    });
  });
});

describe("an existing database that is unfit", () => {
  type Case = readonly [title: string, database: object, change: Record<string, object>, said: RegExp, todo: RegExp];
  const parameters = (value: string) => ({ "own-parameters": { parameters: { "rds.force_ssl": value } } });
  const cases: readonly Case[] = [
    [
      "not there",
      { identifier: "gone" },
      {},
      /identifier must name the instance, cluster or proxy of account 111122223333 in eu-west-1, got "gone", which is not there/,
      /correct it in Pulumi\.test\.yaml/,
    ],
    [
      "public",
      { identifier: "legacy" },
      { legacy: { publiclyAccessible: true } },
      /identifier must be private/,
      /^ {4}aws rds modify-db-instance --db-instance-identifier legacy --no-publicly-accessible --apply-immediately$/m,
    ],
    [
      "a cluster with a public instance",
      { identifier: "old-ledger" },
      { member: { publiclyAccessible: true } },
      /identifier must be private/,
      /modify-db-instance --db-instance-identifier INSTANCE/,
    ],
    [
      "in another VPC",
      { identifier: "legacy" },
      { "old-subnets": { vpcId: "vpc-9" } },
      /identifier must be in vpc-0123456789abcdef0, the VPC of lattice-db:network, got one in vpc-9/,
      /correct it/,
    ],
    [
      "of another engine",
      { identifier: "legacy" },
      { legacy: { engine: "sqlserver-se" } },
      /identifier must be PostgreSQL, MySQL or MariaDB, got sqlserver-se/,
      /correct it/,
    ],
    [
      "without IAM login",
      { identifier: "legacy" },
      { legacy: { enableIamDatabaseAuthentication: false } },
      /identifier must take IAM logins/,
      /--db-instance-identifier legacy --enable-iam-database-authentication --apply-immediately$/m,
    ],
    [
      "a cluster without IAM login",
      { identifier: "old-ledger" },
      { "old-ledger": { iamDatabaseAuthenticationEnabled: false } },
      /identifier must take IAM logins/,
      /modify-db-cluster --db-cluster-identifier old-ledger --enable-iam/,
    ],
    [
      "a proxy without IAM login",
      { identifier: "old-proxy", databaseName: "x" },
      { "old-proxy": { auths: [{ iamAuth: "DISABLED" }] } },
      /identifier must take IAM logins/,
      /modify-db-proxy --db-proxy-name old-proxy --default-auth-scheme IAM_AUTH$/m,
    ],
    [
      "not requiring TLS",
      { identifier: "legacy" },
      parameters("0"),
      /identifier must refuse connections without TLS/,
      /modify-db-parameter-group --db-parameter-group-name own-parameters --parameters ParameterName=rds\.force_ssl,ParameterValue=1/,
    ],
    [
      "a cluster not requiring TLS",
      { identifier: "old-ledger" },
      parameters("0"),
      /identifier must refuse connections without TLS/,
      /modify-db-cluster-parameter-group --db-cluster-parameter-group-name own-parameters/,
    ],
    [
      "of a default group without TLS",
      { identifier: "legacy" },
      { legacy: { dbParameterGroups: ["default.postgres14"] } },
      /must refuse connections without TLS.*: give it a parameter group of its own with rds\.force_ssl 1/,
      /--db-parameter-group-name GROUP/,
    ],
    [
      "a proxy not requiring TLS",
      { identifier: "old-proxy", databaseName: "x" },
      { "old-proxy": { requireTls: false } },
      /must refuse connections without TLS/,
      /modify-db-proxy --db-proxy-name old-proxy --require-tls$/m,
    ],
  ];
  for (const [title, database, change, said, todo] of cases) {
    it(`is refused before anything is registered, with what to do: ${title}`, async () => {
      const message = await refusal(deployed(database, change));
      assert.match(message, /has a problem:\n {2}lattice-db:databases\.legacy\./);
      assert.match(message, said);
      assert.match(message, todo);
    });
  }

  const mended: readonly (readonly [string, object, Record<string, object>, RegExp])[] = [
    [
      "another engine than RDS says",
      { identifier: "legacy", engine: "mysql" },
      {},
      /engine must be postgres, as RDS says, got mysql/,
    ],
    [
      "a group it does not carry",
      { identifier: "legacy", securityGroupId: "sg-0123456789abcdef9" },
      {},
      /securityGroupId must be one the database carries/,
    ],
    [
      "several groups and none named",
      { identifier: "legacy" },
      { legacy: { vpcSecurityGroups: ["sg-0123456789abcdef0", "sg-1"] } },
      /securityGroupId must be one of those the database carries \(sg-0123456789abcdef0, sg-1\), got nothing/,
    ],
    [
      "a cluster's instance",
      { identifier: "member" },
      {},
      /identifier must be the cluster old-ledger, got its instance member/,
    ],
    ["a proxy without a database name", { identifier: "old-proxy" }, {}, /databaseName must be said of a proxy/],
  ];
  for (const [title, database, change, said] of mended) {
    it(`is fit once the remedy is pasted: ${title}`, async () => {
      const message = await refusal(deployed(database, change));
      assert.match(message, said);
      const { config: after, commands } = paste(message, config(database));
      assert.equal(commands.length, 1, message);
      await up(engineValues(after), undefined, undefined, undefined, awsKnows(change));
    });
  }

  it("is told from one of which nobody can tell", async () => {
    const change = { legacy: { dbParameterGroups: ["default.postgres17"] } };
    assert.ok((await deployed({ identifier: "legacy" }, change)).outputs);
    const calls = { ...awsKnows(), ...unanswered };
    assert.ok(
      (await up(engineValues(config({ identifier: "legacy" })), undefined, undefined, undefined, calls)).outputs,
    );
  });
});

const unanswered = {
  "aws-native:rds:getDbInstance": (): never => {
    throw new Error("AccessDenied");
  },
  "aws-native:rds:getDbParameterGroup": (): never => {
    throw new Error("AccessDenied");
  },
};

async function refusal(run: Promise<unknown>): Promise<string> {
  try {
    await run;
  } catch (error) {
    assert.ok(pulumi.RunError.isInstance(error), String(error));
    return error.message;
  }
  throw new Error("went on");
}
