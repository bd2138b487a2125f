import assert from "node:assert/strict";
import { iamStatement } from "../../../../local/databases/mysql/iam-statement";

describe("a statement that makes a login for tokens", () => {
  const made = "mysql_old_password AS ''";
  const cases: Readonly<Record<string, string>> = {
    "CREATE USER app IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS'": `CREATE USER app IDENTIFIED WITH ${made}`,
    "/* by us */ create user 'app'@'%' identified with AWSAuthenticationPlugin as 'RDS' REQUIRE SSL": `/* by us */ create user 'app'@'%' identified with mysql_old_password as '' REQUIRE SSL`,
    'ALTER USER app IDENTIFIED WITH "awsauthenticationplugin" AS "RDS"': `ALTER USER app IDENTIFIED WITH ${made}`,
    "-- a login\nGRANT SELECT ON a.* TO app IDENTIFIED VIA `AWSAuthenticationPlugin` USING 'RDS'":
      "-- a login\nGRANT SELECT ON a.* TO app IDENTIFIED VIA mysql_old_password USING ''",
    "SELECT 1; CREATE USER app IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS'": `SELECT 1; CREATE USER app IDENTIFIED WITH ${made}`,
  };
  for (const [said, heard] of Object.entries(cases)) {
    it(`is put into MariaDB's words: ${said.split("\n").at(-1) ?? ""}`, () => {
      assert.equal(iamStatement(said), heard);
    });
  }

  for (const other of [
    "INSERT INTO notes VALUES ('x IDENTIFIED WITH AWSAuthenticationPlugin AS \"RDS\"')",
    "CREATE USER app IDENTIFIED WITH AWSAuthenticationPlugin",
    "CREATE USER app IDENTIFIED WITH AWSAuthenticationPlugin AS 'other'",
    "SELECT 'AWSAuthenticationPlugin'",
  ]) {
    it(`is not: ${other}`, () => {
      assert.equal(iamStatement(other), other);
    });
  }
});
