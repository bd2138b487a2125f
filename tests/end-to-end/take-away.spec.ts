import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { stackResources } from "../../local/pulumi/stacks";
import { Sandbox } from "./sandbox";

const CONSUMER = "444455556666";

// One story, told in order: one of two databases is no longer shared and goes, then the other is not shared either.
describe("taking away what was shared, with the real engine on the local cloud", function () {
  this.timeout(180_000);
  this.bail(true);

  let sandbox: Sandbox;
  let externalId: string;
  before(() => {
    sandbox = new Sandbox();
    const billing = { engine: "mysql", engineVersion: "8.4", sharedWith: [CONSUMER] };
    sandbox.configure("producer", (config) => (config["lattice-db:databases"].billing = billing));
  });
  after(async () => {
    await sandbox.remove();
  });

  const connect = (database: string) =>
    sandbox.local(["connect", "--as", "consumer", "--database", database, "--sql", "SELECT 1"]);
  const associations = () =>
    stackResources(sandbox.state.backend, "consumer").filter(({ type }) => type.endsWith("ResourceAssociation"));
  const share = (database: string, accounts: readonly string[]) =>
    sandbox.configure("producer", (config) => (config["lattice-db:databases"][database].sharedWith = accounts));
  const retire = (names: readonly string[]) =>
    sandbox.configure("producer", (config) => (config["lattice-db:retire"] = names));
  const up = (stack: string, ...more: string[]) =>
    sandbox.pulumi(["up", "--yes", "--skip-preview", ...more, "-s", stack], "any");

  it("begins with two databases, both shared", async () => {
    for (const stack of ["producer", "consumer"]) await sandbox.up(stack);
    assert.equal(associations().length, 2);
    ({ externalId } = (await sandbox.outputs("consumer")).databases.billing);
  });

  it("refuses to retire a database that there is not, before anything changes", async () => {
    const restore = retire(["ordres"]);
    const { code, output } = await sandbox.pulumi(["preview", "-s", "producer"], "any");
    restore();
    assert.notEqual(code, 0);
    assert.match(output, /lattice-db:retire\[0\] must be a database of this stack \(billing, orders\), got "ordres"/);
    assert.match(output, /pulumi config rm --path 'lattice-db:retire\[0\]'/);
  });

  it("says and refuses, before anything changes, a setting that would replace a database", async () => {
    const restore = sandbox.configure("producer", (config) => {
      config["lattice-db:databases"].orders.masterUsername = "boss";
    });
    const { code, output } = await sandbox.pulumi(["preview", "-s", "producer"], "any");
    restore();
    assert.notEqual(code, 0);
    assert.match(
      output,
      /unable to replace resource "\S+::orders-instance"\s+as it is currently marked for protection/,
    );
  });

  it("ends the sharing of one database and lifts its protection alone, by an exemption of the pack's", async () => {
    share("orders", []);
    retire(["orders"]);
    const refused = await sandbox.pulumi(["preview", "-s", "producer"], "any");
    assert.notEqual(refused.code, 0);
    assert.match(refused.output, /rds-deletion-protection/);
    const { code, output } = await up("producer", "--policy-pack-config", exemption());
    assert.equal(code, 0, output);
    const { output: state } = await sandbox.pulumi(["stack", "export", "-s", "producer"]);
    const guarded = JSON.parse(state.slice(state.indexOf("{"))).deployment.resources.filter(
      ({ type, protect }: any) => protect === true && /^aws:/.test(type),
    );
    assert.deepEqual(guarded.map(({ urn }: any) => urn.split("::").at(-1)).sort(), [
      "billing-instance",
      "billing-key",
      "databases-key",
      "databases-vault",
      "logs-key",
    ]);
    assert.match(output, /warning: Database "orders" is no longer shared with 444455556666: /);
    assert.match(output, /aws vpc-lattice delete-service-network-resource-association --region eu-west-1 /);
  });

  it("names the role and the fix where a client then connects", async () => {
    const { code, output } = await connect("orders");
    assert.equal(code, 1, output);
    assert.match(output, /✗ connect-role: arn:aws:iam::111122223333:role\/\S+ does not let account 444455556666 in/);
    assert.match(output, /deploy stack consumer, which then drops its way to orders/);
  });

  it("cannot remove the database while the account has it in its service network", async () => {
    sandbox.configure("producer", (config) => delete config["lattice-db:databases"].orders);
    const { code, output } = await up("producer");
    assert.notEqual(code, 0);
    assert.match(output, /ConflictException/);
  });

  it("drops in the consumer's up what it had of one of two, and keeps the other", async () => {
    const { code, output } = await up("consumer");
    assert.equal(code, 0, output);
    assert.match(output, /warning: The producer does not share orders with account 444455556666 any more/);
    assert.equal(associations().length, 1);
    assert.deepEqual(Object.keys((await sandbox.outputs("consumer")).databases), ["billing"]);
    assert.equal((await connect("orders")).code, 2);
  });

  it("goes on with the removal, changes no external id, and leaves the last copy with a living key", async () => {
    const { code, output } = await up("producer");
    assert.equal(code, 0, output);
    assert.equal((await sandbox.outputs("producer")).contract.databases.billing.externalId, externalId);
    const { output: status } = await sandbox.local(["status"]);
    assert.doesNotMatch(status, /database orders/);
    assert.match(
      status,
      /snapshot orders-[0-9a-f]{8}-final +of orders-[0-9a-f]{8}, key \S+ Enabled, account 111122223333/,
    );
  });

  it("leaves a consumer with nothing shared without a way, and finds nothing more to do", async () => {
    share("billing", []);
    assert.equal((await up("producer")).code, 0);
    const { code, output } = await up("consumer");
    assert.equal(code, 0, output);
    assert.match(output, /shares nothing with account 444455556666: this stack reaches no database/);
    const left = stackResources(sandbox.state.backend, "consumer").filter(({ type }) => /lattice:/i.test(type));
    assert.deepEqual(left, []);
    for (const stack of ["producer", "consumer"]) {
      await sandbox.pulumi(["up", "--yes", "--skip-preview", "--expect-no-changes", "-s", stack]);
    }
    const { output: said } = await sandbox.local(["connect", "--as", "consumer"]);
    assert.match(said, /stack consumer knows no database; nothing is shared/);
  });

  /** The configuration with which the pack lets one database go, as README has it. */
  function exemption(): string {
    const expires = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
    const one = { rule: "rds-deletion-protection", urnPattern: "*::orders-instance" };
    const why = { reason: "is to be removed", owner: "team-orders", expires };
    writeFileSync(
      join(sandbox.folder, "retire.json"),
      JSON.stringify({ "lattice-db-settings": { exemptions: [{ ...one, ...why }] } }),
    );
    return "retire.json";
  }
});
