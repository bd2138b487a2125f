import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { findingLines, loginHelpWithoutServer } from "../../../local/commands/connect/login-help";
import { connectCommand } from "./connect-command";
import { startCloud, type RunningCloud } from "./running-cloud";
import { LOGIN_USER, shareDatabase, type SharedDatabase } from "./shared-database";

describe("a consumer's login that is refused", function () {
  this.timeout(30_000);
  let cloud: RunningCloud;
  let shared: SharedDatabase;
  const connect = (...args: string[]) => connectCommand(cloud, shared, args);
  const asConsumer = () => connect("--as", "consumer", "--sql", "SELECT current_user");
  const asOwner = (sql: string) => connect("--as", "producer", "--sql", sql);

  before(async () => {
    cloud = await startCloud();
    shared = await shareDatabase(cloud.services);
  });
  after(() => cloud.stop());

  /** Has a shell read the command that was offered, as if it had been pasted. */
  async function paste(stderr: string) {
    const command = /npm run local -- connect (.*)$/m.exec(stderr)?.[1] ?? "";
    const words = execFileSync("sh", ["-c", `printf '%s\\0' ${command}`])
      .toString("utf8")
      .split("\0")
      .slice(0, -1);
    return connect(...words);
  }

  it("is told that the owner has not made it, and is there once what is offered was pasted", async () => {
    const { code, stderr } = await asConsumer();
    assert.equal(code, 1);
    assert.match(stderr, /^FATAL: password authentication failed for user "app" \(SQLSTATE 28P01\)\n/);
    assert.match(stderr, /On AWS a client hears no more than that/);
    assert.match(stderr, /the owner has not made the login app yet/);
    assert.match(stderr, /^ {2}CREATE ROLE "app" LOGIN;\n {2}GRANT rds_iam TO "app";$/m);
    const pasted = await paste(stderr);
    assert.deepEqual([pasted.code, pasted.stderr, pasted.stdout], [0, "", "CREATE\nGRANT\nGRANT\n"]);
    assert.equal((await asConsumer()).code, 0);
  });

  it("is told that it is there, and lacks rds_iam", async () => {
    await asOwner(`REVOKE rds_iam FROM ${LOGIN_USER}`);
    const { stderr } = await asConsumer();
    assert.match(stderr, /the login app is there, but is no member of rds_iam/);
    assert.doesNotMatch(stderr, /CREATE ROLE/);
    assert.equal((await paste(stderr)).code, 0);
    assert.equal((await asConsumer()).code, 0);
  });

  it("is told that the role may not log in", async () => {
    await asOwner(`ALTER ROLE ${LOGIN_USER} NOLOGIN`);
    const { stderr } = await asConsumer();
    assert.match(stderr, /^FATAL: role "app" is not permitted to log in/);
    assert.match(stderr, /there is a role app, but it may not log in/);
    assert.equal((await paste(stderr)).code, 0);
    assert.equal((await asConsumer()).code, 0);
  });

  it("is told why its token is refused, whatever the owner has made", async () => {
    await asOwner("CREATE ROLE other LOGIN; GRANT rds_iam TO other");
    const { code, stderr } = await connect("--as", "consumer", "--user", "other", "--sql", "SELECT 1");
    assert.equal(code, 1);
    assert.match(stderr, /^FATAL: PAM authentication failed for user "other"/);
    assert.match(stderr, /the token for other is refused: .* may not rds-db:connect to .*dbuser:.*\/other/);
    assert.doesNotMatch(stderr, /The owner runs/);
  });

  it("is told of an expired token, and never shown any of it", () => {
    const finding = { state: "ready", isMasterUser: false, tokenProblem: "it has expired" } as const;
    const database = { name: "orders", engine: "postgres", databaseName: "orders", consumer: { user: "app" } };
    const login = { user: "app", password: "host/?X-Amz-Signature=0" };
    const text = findingLines(finding, { login, database: database as never }).join("\n");
    assert.match(text, /the token for app is refused: it has expired/);
    assert.doesNotMatch(text, /X-Amz/);
  });

  for (const engine of ["mysql", "mariadb"]) {
    it(`is told the SQL that makes it on AWS where no server runs here: ${engine}`, () => {
      const database = { name: "orders", engine, databaseName: "shop", consumer: { user: "app" } };
      const text = loginHelpWithoutServer(database as never).join("\n");
      assert.match(text, /CREATE USER 'app'@'%' IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS' REQUIRE SSL;/);
      assert.match(text, /GRANT .* ON `shop`\.\* TO 'app'@'%';/);
    });
  }
});
