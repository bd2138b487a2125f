import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { JsonAnswer } from "../../../reach/command/json";
import { temporaryFolder } from "../../local/temporary-folder";
import { onRecorded, runReach } from "./run-reach";

const asked = ["--from", "databases-client-security-group", "--to", "orders"] as const;

describe("npm run reach", () => {
  const folder = temporaryFolder();
  after(() => {
    folder.remove();
  });

  it("prints the way hop by hop and the verdict last, and ends with 0 where it is open", async () => {
    const { code, stdout, stderr } = await onRecorded(...asked);
    assert.equal(stderr, "");
    assert.equal(code, 0);
    assert.match(stdout, /✔ share-names-account: orders-share names account 444455556666/);
    assert.match(stdout, /✔ database-ingress: orders-security-group sg-[0-9a-f]+ allows TCP 5432/);
    assert.match(stdout, /\nreachable\n$/);
  });

  it("names the hop that blocks, its fix, and ends with 1", async () => {
    const { code, stdout } = await onRecorded(...asked, "--without", "db-orders-ingress");
    assert.equal(code, 1);
    assert.match(stdout, /✘ database-ingress: no ingress rule of orders-security-group/);
    assert.match(stdout, /fix: add an ingress rule to orders-security-group sg-/);
    assert.match(stdout, /\nblocked at database-ingress: [^\n]+\n$/);
  });

  it("ends with 3 where what was read does not decide", async () => {
    const { code, stdout } = await onRecorded("--from", "10.1.0.5", "--to", "orders");
    assert.equal(code, 3);
    assert.match(stdout, /\nunknown at client-egress: no security group of the client is named\n$/);
  });

  it("takes the security groups of a client that is only addresses", async () => {
    const group = ["--security-group", "databases-client-security-group"];
    const { code } = await onRecorded("--from", "10.1.0.5", "--to", "orders", ...group);
    assert.equal(code, 0);
  });

  it("says with --json what it says, with all names of each resource, and nothing else on standard output", async () => {
    const { stdout } = await onRecorded(...asked, "--json", "--without", "db-orders-ingress");
    const { verdict, blockedBy, hops, unknownUntil } = JSON.parse(stdout) as JsonAnswer;
    assert.deepEqual([verdict, blockedBy?.code, unknownUntil], ["blocked", "database-ingress", []]);
    assert.match(blockedBy?.resource?.urn ?? "", /::orders-instance$/);
    for (const { code, resource, reason, source } of hops) {
      assert.notEqual(source, null, code);
      assert.notEqual(reason, "");
      assert.match(resource?.urn ?? "", /^urn:pulumi:/, code);
    }
    assert.deepEqual(
      hops.filter(({ fix }) => fix !== null).map(({ code }) => code),
      ["database-ingress"],
    );
  });

  it("answers all clients and all databases where none is named", async () => {
    const { code, stdout } = await onRecorded();
    assert.equal(code, 0);
    assert.match(stdout, /✔ consumer\.client +producer:orders +reachable +vpc-association/);
    assert.match(stdout, /\n2 reachable, 0 blocked, 0 unknown\n$/);
  });

  it("writes the same as a table for a pull request", async () => {
    const { stdout } = await onRecorded("--markdown", "--to", "orders");
    assert.match(stdout, /^\| client \| database \| verdict \| why \| fix \|\n\|---/);
    assert.match(stdout, /\| consumer\.client \| orders \| ✅ reachable \|/);
  });

  it("lists with --audience exactly who can, and who could", async () => {
    const text = await onRecorded("--audience", "orders");
    assert.equal(text.code, 0);
    assert.match(text.stdout, /account 444455556666, network-vpc: databases-client-security-group, by vpc-association/);
    assert.match(text.stdout, /\n2 accounts can, 0 accounts may, 0 principals could\n$/);
    const { stdout } = await onRecorded("--audience", "orders", "--json", "--without", "databases-vpc");
    const { admitted, couldBe } = JSON.parse(stdout) as { admitted: { account: string }[]; couldBe: unknown[] };
    assert.deepEqual(
      admitted.map(({ account }) => account),
      ["111122223333"],
    );
    assert.equal(couldBe.length, 1);
  });

  it("draws what it answers, what blocks in its own style", async () => {
    for (const [name, sign] of [
      ["way.svg", 'class="arrow blocked"'],
      ["way.mmd", '--x|"database-ingress"|'],
    ] as const) {
      const file = join(folder.path, name);
      const { code, stderr } = await onRecorded(...asked, "--without", "db-orders-ingress", "--diagram", file);
      assert.equal(code, 1);
      assert.equal(stderr, `drawn: ${file}\n`);
      assert.ok(readFileSync(file, "utf8").includes(sign));
    }
  });

  it("finds a resource by URN, ARN, id, logical name, STACK:NAME, and a stack's output", async () => {
    const { stdout } = await onRecorded(...asked, "--json");
    const egress = (JSON.parse(stdout) as JsonAnswer).hops.find(({ code }) => code === "client-egress")?.resource;
    const names = [egress?.urn, egress?.id, egress?.arn, "consumer:databases-client-security-group"];
    for (const name of [...names, "consumer.client", "consumer"]) {
      assert.equal((await onRecorded("--from", name ?? "", "--to", "producer:orders")).code, 0, name ?? "none");
    }
  });

  it("names the candidates of a name that may mean several things", async () => {
    const { code, stdout, stderr } = await onRecorded("--from", "network-vpc", "--to", "orders");
    assert.deepEqual([code, stdout], [2, ""]);
    assert.match(stderr, /^error: --from network-vpc may mean several things: name one of\n {2}vpc-\w+ {2}\(vpc /);
  });

  it("says what there is where nothing has the name", async () => {
    const { code, stderr } = await onRecorded("--from", "nobody", "--to", "orders");
    assert.equal(code, 2);
    assert.match(stderr, /--from nobody: no client [^\n]+:\n {2}producer\.client\n {2}consumer\.client\n/);
    assert.match((await onRecorded("--audience", "nothing")).stderr, /no database [^\n]+:\n {2}producer:orders\n/);
    assert.equal((await onRecorded(...asked, "--without", "nothing")).code, 2);
  });

  it("reports all mistakes in its arguments together, and reads nothing", async () => {
    const args = ["--audience", "orders", "--from", "x", "--json", "--markdown", "--diagram", "a.png"];
    const { code, stderr } = await runReach(args);
    assert.equal(code, 2);
    for (const part of ["--audience asks", "--json and --markdown", '.svg or .mmd, got "a.png"', "--help"]) {
      assert.ok(stderr.includes(part), stderr);
    }
    assert.equal((await runReach(["--form", "x"])).code, 2);
  });

  it("tells the names a client can use, the database's own first, and in JSON what each is worth", async () => {
    const { stdout } = await onRecorded(...asked);
    assert.match(
      stdout,
      /\n {2}names: orders-1bb4632e\.[^\n ]+ \(verify-full works\); snra-[^\n]+ \(not with verify-full\)\n/,
    );
    const json = await onRecorded(...asked, "--json");
    const { names } = JSON.parse(json.stdout) as JsonAnswer;
    assert.deepEqual(
      names.map(({ kind, resolves, verifyFull }) => [kind, resolves, verifyFull]),
      [
        ["database", true, true],
        ["lattice", true, false],
      ],
    );
    const blocked = await onRecorded(...asked, "--without", "db-orders-ingress");
    assert.doesNotMatch(blocked.stdout, /names:/);
  });

  it("adds the login of a role as a user, and the verdict is of both", async () => {
    const login = (role: string, user: string) => onRecorded(...asked, "--as", role, "--user", user);
    const may = await login("orders-connect-role", "app");
    assert.equal(may.code, 0);
    assert.match(may.stdout, /✔ login-permission: orders-connect-role may rds-db:connect[^\n]+\/app\n/);
    assert.match(may.stdout, /\nreachable\n$/);
    const mayNot = await login("orders-connect-role", "root");
    assert.equal(mayNot.code, 1);
    assert.match(mayNot.stdout, /\nblocked at login-permission: [^\n]+\n$/);
    const { stdout } = await onRecorded(...asked, "--as", "orders-connect-role", "--user", "root", "--json");
    const { verdict, blockedBy, login: answer } = JSON.parse(stdout) as JsonAnswer;
    assert.deepEqual([verdict, blockedBy?.code, answer?.user], ["blocked", "login-permission", "root"]);
    assert.match(blockedBy?.resource?.urn ?? "", /::orders-connect-role$/);
  });

  it("wants a role and a user for a login, of one way", async () => {
    const { code, stderr } = await onRecorded("--from", "consumer", "--as", "orders-connect-role");
    assert.equal(code, 2);
    assert.match(stderr, /--as ROLE and --user USER belong together/);
    assert.match(stderr, /name the client with --from and the database with --to/);
  });

  it("prints its usage on standard output when it is asked for", async () => {
    const { code, stdout } = await runReach(["--help"]);
    assert.equal(code, 0);
    assert.match(stdout, /^usage: npm run reach/);
  });

  it("has one message for a file that is no state", async () => {
    const file = join(folder.path, "broken.json");
    writeFileSync(file, '{"version": 3, "deployment": {');
    const { code, stderr } = await runReach(["--state", file]);
    assert.equal(code, 2);
    assert.match(stderr, /^error: [^\n]+broken\.json: [^\n]+\n$/);
  });

  it("says that there is nothing to answer, rather than that all is well", async () => {
    const file = join(folder.path, "empty.json");
    writeFileSync(file, '{"version": 3, "deployment": {}}');
    const { code, stderr } = await runReach(["--state", file]);
    assert.equal(code, 2);
    assert.match(stderr, /there is no database in what was read/);
  });

  it("does not write a picture that cannot be written, and says so", async () => {
    const file = join(folder.path, "none", "way.svg");
    const { code, stderr } = await onRecorded(...asked, "--diagram", file);
    assert.equal(code, 2);
    assert.match(stderr, /--diagram [^\n]+ cannot be written/);
    assert.equal(existsSync(file), false);
  });
});
