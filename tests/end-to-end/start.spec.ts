import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { runningCloud } from "../../local/cloud/ensure-cloud";
import { stackResources } from "../../local/pulumi/stacks";
import { ConsumerMachine } from "../snippets/consumer-machine";
import { Sandbox } from "./sandbox";

describe("npm start with stack files of one's own", function () {
  this.timeout(180_000);
  let sandbox: Sandbox;
  before(() => {
    sandbox = new Sandbox();
  });
  after(async () => {
    await sandbox.remove();
  });

  it("refuses what the policy pack refuses before the first resource, and says how to have it judged otherwise", async () => {
    const restore = sandbox.configure("producer", (config) => {
      config["lattice-db:databases"].orders.allowExternalPrincipals = true;
    });
    const { code, output } = await sandbox.local(["start"]);
    restore();
    assert.equal(code, 1, output);
    assert.match(output, /\[mandatory\].*ram-no-external-principals/);
    assert.match(output, /npm run local -- pulumi up -s producer --policy-pack-config FILE/);
    assert.deepEqual(stackResources(sandbox.state.backend, "producer"), []);
  });

  it("runs SQL on databases of every engine, each with a login by token that its owner has made", async () => {
    sandbox.configure("producer", (config) => {
      const databases = config["lattice-db:databases"];
      databases.shop = { ...databases.orders, engine: "mysql", engineVersion: "8.4" };
      databases.stock = { ...databases.orders, engine: "mariadb", engineVersion: "11.4" };
    });
    const { code, output } = await sandbox.local(["start"]);
    assert.equal(code, 0, output);
    for (const name of ["orders", "shop", "stock"]) {
      assert.match(output, new RegExp(`connect --as consumer --database ${name} --sql "INSERT INTO visits`));
    }
    assert.match(output, / 1 +\| \d{4}-\d\d-\d\d \d\d:\d\d:\d\d +\| app@%/);
    assert.match(output, /✗ resource-association: /);
    assert.match(output, /SQL ran over 3 of 3 ways to a database; three others were refused\./);
  });

  it("refuses an account that the share does not name, whatever the engine, and says what runs", async () => {
    for (const name of ["shop", "stock"]) {
      const args = ["--as", "consumer", "--database", name, "--account", "777788889999", "--sql", "SELECT 1"];
      const { code, output } = await sandbox.local(["connect", ...args]);
      assert.equal(code, 3, output);
      assert.match(output, /✗ share-names-account/);
    }
    assert.match((await sandbox.local(["status"])).output, /mysql 8\.4\.\d+ \(runs MariaDB \d+\.\d+\.\d+\)/);
  });

  it("hands out programs for Node.js that log in by token to each, and only to the server of that name", async () => {
    const outputs = await sandbox.outputs("consumer");
    const machine = await ConsumerMachine.open((await runningCloud(sandbox.state))?.socket ?? "", outputs);
    const run = (database: string, env: Record<string, string> = {}) => {
      // Beside node_modules.
      writeFileSync(join(sandbox.folder, `${database}.mjs`), outputs.snippets[database].node);
      const command = [process.execPath, `${database}.mjs`];
      return machine.run(database, { command, folder: sandbox.folder, env: { NODE_NO_WARNINGS: "1", ...env } });
    };
    try {
      const all = await Promise.all(["orders", "shop", "stock"].map((database) => run(database)));
      for (const { code, output } of all) {
        assert.equal(code, 0, output);
        assert.match(output, /login: 'app(@%)?'/);
      }
      for (const database of ["orders", "shop"]) {
        const { code, output } = await run(database, { DATABASE_ADDRESS: "other.example.com" });
        assert.equal(code, 1, output);
        assert.match(output, /ERR_TLS_CERT_ALTNAME_INVALID|does not match certificate's altnames/);
      }
      const { code, output } = await run("orders", { DATABASE_EXTERNAL_ID: "another" });
      assert.equal(code, 1, output);
      assert.match(output, /AccessDenied: .* sts:AssumeRole/);
    } finally {
      await machine.close();
    }
  });
});
