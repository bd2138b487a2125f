import * as assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { environment } from "../../../stacks/snippets/environment";
import type { DatabaseFacts } from "../../../stacks/contract";
import { orders } from "../contract-fixture";

describe("the environment of a database", () => {
  const home = mkdtempSync(join(tmpdir(), "lattice-db-environment-"));
  after(() => {
    rmSync(home, { recursive: true });
  });
  beforeEach(() => {
    // So that nothing is fetched.
    for (const name of ["eu-west-1-bundle.pem", "rds-bundle.pem"]) writeFileSync(join(home, name), "a certificate");
  });

  /** The variables a shell has after sourcing it. */
  function sourced(text: string, given: NodeJS.ProcessEnv = {}): Record<string, string> {
    const file = join(home, "orders.env");
    writeFileSync(file, text);
    const env = { PATH: process.env["PATH"], HOME: home, ...given };
    const output = execFileSync("sh", ["-euc", `cd "$HOME"; . "./orders.env"; env -0`], { env, encoding: "utf8" });
    const entries = output
      .split("\0")
      .map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]);
    return Object.fromEntries(entries.filter(([name]) => name?.startsWith("DATABASE_"))) as Record<string, string>;
  }

  it("says where it is, as whom to log in, by which role, and what to trust", () => {
    assert.deepEqual(sourced(environment(orders, "eu-west-1")), {
      DATABASE_ADDRESS: orders.address,
      DATABASE_PORT: "5432",
      DATABASE_HOST: orders.address,
      DATABASE_HOST_PORT: "5432",
      DATABASE_NAME: "orders",
      DATABASE_USER: "app",
      DATABASE_REGION: "eu-west-1",
      DATABASE_ROLE_ARN: orders.connectRoleArn,
      DATABASE_EXTERNAL_ID: orders.externalId,
      DATABASE_CA_FILE: join(home, "eu-west-1-bundle.pem"),
    });
  });

  it("does not keep what it says of another database", () => {
    const other = sourced(environment({ ...orders, address: "stock.example.com", port: 3306 }, "eu-west-1"));
    const again = sourced(environment(orders, "eu-west-1"), other);
    assert.equal(again["DATABASE_HOST"], orders.address);
    assert.equal(again["DATABASE_HOST_PORT"], "5432");
  });

  it("gives every value as it is, and runs nothing of it", () => {
    const hostile = `o'r"d$(touch ran)\`touch ran\`; touch ran\n. ./ran #\\ $HOME &&`;
    const facts: DatabaseFacts = {
      ...orders,
      address: hostile,
      databaseName: hostile,
      loginUser: hostile,
      connectRoleArn: hostile,
      externalId: hostile,
      caBundleUrl: `https://example.com/${hostile}`,
    };
    const variables = sourced(environment(facts, "eu-west-1"));
    for (const name of ["ADDRESS", "NAME", "USER", "ROLE_ARN", "EXTERNAL_ID"]) {
      assert.equal(variables[`DATABASE_${name}`], hostile);
    }
    assert.equal(variables["DATABASE_CA_FILE"], join(home, "rds-bundle.pem"));
    assert.equal(existsSync(join(home, "ran")), false);
  });

  it("fetches the certificates over TLS where they are not there, and leaves no half of them", () => {
    const bin = join(home, "bin");
    execFileSync("mkdir", ["-p", bin]);
    const curl = (code: number) =>
      `#!/bin/sh\necho "$*" > "$HOME/asked"\nfor it; do [ "$it" = "--output" ] && next=1 && continue; [ -n "$next" ] && echo half > "$it"; next=; done\nexit ${code}\n`;
    const bundle = join(home, "eu-west-1-bundle.pem");
    const path = { PATH: `${bin}:${process.env["PATH"] ?? ""}` };
    writeFileSync(join(bin, "curl"), curl(22), { mode: 0o755 });
    rmSync(bundle);
    assert.throws(() => sourced(environment(orders, "eu-west-1"), path));
    assert.equal(existsSync(bundle), false);
    writeFileSync(join(bin, "curl"), curl(0), { mode: 0o755 });
    sourced(environment(orders, "eu-west-1"), path);
    assert.ok(existsSync(bundle));
    assert.match(
      execFileSync("cat", [join(home, "asked")], { encoding: "utf8" }),
      /--proto =https .*eu-west-1-bundle\.pem$/m,
    );
  });

  it("of a database with passwords leaves the user and the certificates to whoever sources it", () => {
    const { address, port, engine, databaseName } = orders;
    const text = environment({ address, port, engine, databaseName, login: "password" }, "eu-west-1");
    assert.deepEqual(sourced(text, { DATABASE_USER: "me", DATABASE_CA_FILE: "/ca.pem" }), {
      DATABASE_ADDRESS: address,
      DATABASE_PORT: "5432",
      DATABASE_HOST: address,
      DATABASE_HOST_PORT: "5432",
      DATABASE_NAME: "orders",
      DATABASE_USER: "me",
      DATABASE_CA_FILE: "/ca.pem",
    });
  });
});
