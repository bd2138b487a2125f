import assert from "node:assert/strict";
import { chmodSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { History, mayBeKept } from "../../../../local/commands/shell/history";
import { temporaryFolder } from "../../temporary-folder";

describe("the history of conversations", () => {
  const folder = temporaryFolder();
  after(() => {
    folder.remove();
  });
  const file = join(folder.path, "history");

  for (const secret of [
    "ALTER ROLE app PASSWORD 'hunter2';",
    "alter role app with encrypted password\n'hunter2';",
    "CREATE USER x PASSWORD E'hunter2';",
    "CREATE USER x IDENTIFIED BY 'hunter2';",
    "ALTER USER x PASSWORD $$hunter2$$;",
    "CREATE USER MAPPING FOR x SERVER s OPTIONS (user 'x', password 'hunter2');",
    "SELECT dblink('host=db.example.com password=hunter2');",
    "SELECT 'postgres://app:hunter2@db.example.com/orders';",
    "UPDATE accounts SET api_token = 'x';",
    "SELECT 'SCRAM-SHA-256$4096:c2FsdA==$a:b';",
    "SELECT 'host/?X-Amz-Signature=00';",
    "SELECT 'AKIAIOSFODNN7EXAMPLE';",
  ]) {
    it(`keeps nothing of ${secret.replace("\n", " ")}`, () => {
      assert.equal(mayBeKept(secret), false);
    });
  }

  it("keeps what has no secret", () => {
    for (const text of ["SELECT 1;", "SELECT password FROM users;", "\\d orders", "GRANT rds_password TO app;"]) {
      assert.equal(mayBeKept(text), true, text);
    }
  });

  it("keeps lines in a file of its owner alone, the newest first for the arrow keys", () => {
    const history = new History(file);
    for (const typed of ["SELECT 1;", "SELECT\n2;", "SELECT\n2;", "ALTER ROLE app PASSWORD\n'hunter2';"])
      history.add(typed);
    assert.deepEqual(new History(file).newestFirst, ["2;", "SELECT", "SELECT 1;"]);
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.doesNotMatch(readFileSync(file, "utf8"), /hunter2/);
  });

  it("closes a file that was open to others", () => {
    chmodSync(file, 0o644);
    new History(file).add("SELECT 3;");
    assert.equal(statSync(file).mode & 0o777, 0o600);
  });

  it("follows no link to somebody else's file", () => {
    const [theirs, link] = [join(folder.path, "theirs"), join(folder.path, "link")];
    writeFileSync(theirs, "theirs\n");
    symlinkSync(theirs, link);
    const history = new History(link);
    assert.deepEqual(history.newestFirst, []);
    assert.throws(() => {
      history.add("SELECT 1;");
    });
    assert.equal(readFileSync(theirs, "utf8"), "theirs\n");
  });

  it("does not grow for ever", () => {
    writeFileSync(file, "SELECT 1;\n".repeat(2001));
    assert.equal(new History(file).newestFirst.length, 1000);
    assert.equal(readFileSync(file, "utf8").split("\n").length, 1001);
  });
});
