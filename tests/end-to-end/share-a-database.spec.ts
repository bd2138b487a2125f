import assert from "node:assert/strict";
import { stackResources } from "../../local/pulumi/stacks";
import type { Client } from "../../reachability/client";
import { Sandbox } from "./sandbox";
import { statesSay } from "./states-agree";

// One story, told in order: each step starts from where the one before has ended.
describe("sharing a database between two accounts, with the real engine on the local cloud", function () {
  this.timeout(180_000);
  this.bail(true);

  let sandbox: Sandbox;
  before(() => {
    sandbox = new Sandbox();
  });
  after(async () => {
    await sandbox.remove();
  });

  const connect = (...args: string[]) => sandbox.local(["connect", ...args]);
  /** Of the connection, and of the states that the engine has written. */
  const refusedAt = async (hop: string, change?: (own: Client) => Client, ...args: string[]) => {
    const { code, output } = await connect("--as", "consumer", ...args, "--sql", "SELECT 1");
    assert.equal(code, 3, output);
    assert.match(output, new RegExp(`✗ ${hop}`), output);
    const { verdict, hops } = await statesSay(sandbox, change);
    assert.equal(verdict, "blocked");
    assert.ok(hops.some((it) => it.code === hop && it.verdict === "blocked"));
  };
  const admitted = async (hop: string) => {
    const { verdict, route } = await statesSay(sandbox);
    assert.deepEqual([verdict, route], ["open", hop]);
  };

  it("deploys the producer, then the consumer", async () => {
    for (const stack of ["producer", "consumer"]) {
      const { output } = await sandbox.up(stack);
      assert.match(output, /\+ \d+ created/);
    }
  });

  it("finds nothing to change in a second up", async () => {
    for (const stack of ["producer", "consumer"]) {
      const { output } = await sandbox.pulumi(["up", "--yes", "--skip-preview", "--expect-no-changes", "-s", stack]);
      assert.match(output, /\d+ unchanged/);
    }
  });

  it("finds nothing drifted in a refresh", async () => {
    for (const stack of ["producer", "consumer"]) {
      await sandbox.pulumi(["refresh", "--yes", "--skip-preview", "--expect-no-changes", "-s", stack]);
    }
  });

  it("hands the resource configuration's ARN from the producer's stack to the consumer's", async () => {
    const { resourceConfigurationArns } = await sandbox.outputs("producer");
    assert.match(
      resourceConfigurationArns.orders,
      /^arn:aws:vpc-lattice:eu-west-1:111122223333:resourceconfiguration\/rcfg-[0-9a-f]{17}$/,
    );
    const { databases, latticeNamesCommand } = await sandbox.outputs("consumer");
    assert.match(databases.orders.address, /^orders-[0-9a-f]{8}\..*\.eu-west-1\.rds\.amazonaws\.com$/);
    // No program can be told it: the association of a child that AWS manages has the name.
    assert.equal(databases.orders.latticeName, undefined);
    assert.match(latticeNamesCommand, /--service-network-identifier sn-[0-9a-f]{17} /);
  });

  it("lets the owner make a login for the consumers", async () => {
    const { code, output } = await connect(
      "--as",
      "producer",
      "--sql",
      "CREATE ROLE app LOGIN; GRANT rds_iam TO app; GRANT CREATE ON SCHEMA public TO app",
    );
    assert.equal(code, 0, output);
  });

  it("lets the consumer's client use the database with an IAM token", async () => {
    const { code, output } = await connect(
      "--as",
      "consumer",
      "--sql",
      "CREATE TABLE items (name text); INSERT INTO items VALUES ('first'); SELECT name, current_user FROM items",
    );
    assert.equal(code, 0, output);
    assert.match(output, /first *│? *\|? *app/);
    await admitted("vpc-association");
  });

  it("refuses a client without the security group", async () => {
    const { client } = await sandbox.outputs("consumer");
    const group = defaultSecurityGroup(client.vpcId);
    await refusedAt("vpc-association", (own) => ({ ...own, securityGroupIds: [group] }), "--security-groups", group);
  });

  it("refuses an account that the share does not name", async () => {
    const account = "777788889999";
    // Of another account it is in none of the consumer's places.
    const stranger = ({ region }: Client): Client => ({ account, region, securityGroupIds: [] });
    await refusedAt("share-names-account", stranger, "--account", account);
  });

  it("refuses the consumer once its association is removed, and admits it when it is put back", async () => {
    const association = stackResources(sandbox.state.backend, "consumer").find(({ type }) =>
      type.endsWith(":ServiceNetworkResourceAssociation"),
    );
    const urn = association?.urn ?? "";
    await sandbox.pulumi(["destroy", "--yes", "--skip-preview", "--target", urn, "-s", "consumer"]);
    await refusedAt("resource-association");
    await sandbox.up("consumer");
    const rows = await connect("--as", "consumer", "--sql", "SELECT name FROM items");
    assert.equal(rows.code, 0, rows.output);
    assert.match(rows.output, /first/);
    await admitted("vpc-association");
  });

  it("lets the same client in by a resource endpoint in the association's place, and refuses it without", async () => {
    const restore = sandbox.configure("consumer", (config) => (config["lattice-db:consume"] = "resource-endpoint"));
    await sandbox.up("consumer");
    const { output } = await connect("--as", "consumer", "--sql", "SELECT name FROM items");
    assert.match(output, /first/);
    await admitted("resource-endpoint");
    const { databases } = await sandbox.outputs("consumer");
    assert.match(databases.orders.latticeName, /^vpce-[0-9a-f]{17}\.rcfg-/);
    const rule = stackResources(sandbox.state.backend, "consumer").find(({ urn }) =>
      urn.endsWith("::databases-5432-ingress"),
    );
    await sandbox.pulumi(["destroy", "--yes", "--skip-preview", "--target", rule?.urn ?? "", "-s", "consumer"]);
    await refusedAt("endpoint");
    restore();
    await sandbox.up("consumer");
    await admitted("vpc-association");
  });

  it("updates a changed backup retention in place", async () => {
    sandbox.configure("producer", (config) => (config["lattice-db:databases"].orders.backupRetentionDays = 14));
    const { output } = await sandbox.pulumi(["up", "--yes", "--skip-preview", "--diff", "-s", "producer"]);
    assert.match(output, /~ aws:rds\/instance:Instance: \(update\)/);
    assert.doesNotMatch(output, /replaced/);
  });

  it("replaces what AWS cannot change, and says so in the preview", async () => {
    const restore = sandbox.configure("producer", (config) => (config["lattice-db:ipv4AddressesPerEni"] = 4));
    const { output } = await sandbox.pulumi(["preview", "-s", "producer"]);
    assert.match(output, /ResourceGateway \S+ replace/);
    restore();
  });

  it("refuses at preview what the policy pack refuses", async () => {
    const restore = sandbox.configure(
      "producer",
      (config) => (config["lattice-db:databases"].orders.backupRetentionDays = 1),
    );
    const { code, output } = await sandbox.pulumi(["preview", "-s", "producer"], "any");
    restore();
    assert.notEqual(code, 0);
    assert.match(output, /rds-backup-retention/);
  });

  it("refuses to destroy the producer while the consumer is attached, in AWS's words", async () => {
    sandbox.configure("producer", (config) => {
      config["lattice-db:protect"] = false;
      config["lattice-db:databases"].orders.deletionProtection = false;
    });
    await upWithAdviceOnly("producer");
    const { code, output } = await sandbox.pulumi(["destroy", "--yes", "--skip-preview", "-s", "producer"], "any");
    assert.notEqual(code, 0);
    assert.match(output, /ConflictException|DependencyViolation/);
    assert.match(output, /ssociation/);
  });

  it("destroys the consumer, then the producer, and leaves nothing but the last copy and its living key", async () => {
    sandbox.configure("consumer", (config) => (config["lattice-db:protect"] = false));
    await upWithAdviceOnly("consumer");
    await sandbox.pulumi(["destroy", "--yes", "--skip-preview", "-s", "consumer"]);
    await sandbox.pulumi(["destroy", "--yes", "--skip-preview", "-s", "producer"]);
    for (const stack of ["producer", "consumer"]) {
      assert.deepEqual(stackResources(sandbox.state.backend, stack), []);
    }
    const { output } = await sandbox.local(["status"]);
    assert.doesNotMatch(output, /database orders/);
    assert.match(output, /snapshot orders-[0-9a-f]{8}-final .*, key \S+ Enabled, account 111122223333/);
  });

  /** The pack refuses to weaken a stack, which is what taking it down begins with. */
  function upWithAdviceOnly(stack: string) {
    return sandbox.pulumi([
      "up",
      "--yes",
      "--skip-preview",
      "--policy-pack-config",
      "policy/profiles/audit.json",
      "-s",
      stack,
    ]);
  }

  /** The group every VPC has, which a client without another carries. */
  function defaultSecurityGroup(vpcId: string): string {
    const vpc = stackResources(sandbox.state.backend, "consumer").find(({ outputs }) => outputs.id === vpcId);
    return String(vpc?.outputs.defaultSecurityGroupId);
  }
});
