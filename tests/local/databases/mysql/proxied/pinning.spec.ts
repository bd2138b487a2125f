import assert from "node:assert/strict";
import { INIT_DB, PREPARE, statement } from "../../../../../local/databases/mysql/commands";
import { pinReason, trackedIn } from "../../../../../local/databases/mysql/proxied/pinning";

const reason = (sql: string, excludesSets = false) => pinReason(statement(sql), excludesSets);

describe("what ties a client of a MySQL proxy to its connection", () => {
  const pins = [
    ...["LOCK TABLES items READ", "lock table items write", "FLUSH TABLES WITH READ LOCK", "SELECT GET_LOCK('a', 1)"],
    ...["CREATE TEMPORARY TABLE t (id int)", "/* x */ CREATE OR REPLACE TEMPORARY TABLE t (id int)"],
    ...["SET @x = 1", "SELECT @x := 1", "SET SESSION wait_timeout = 5", "SELECT 1; SET sql_mode = ''"],
    ...["PREPARE p FROM 'SELECT 1'", "SELECT FOUND_ROWS()", "SELECT last_insert_id()", "USE a; SELECT 1"],
    ...["SET NAMES utf8mb4, @x = 1", "/*!50000 SET @x = 1 */"],
  ];
  for (const sql of pins) {
    it(`is ${sql}`, () => {
      assert.notEqual(reason(sql), undefined);
    });
  }

  const free = [
    ...["SELECT 1", "INSERT INTO locks VALUES (1)", "BEGIN", "COMMIT", "UPDATE items SET a = 1"],
    ...["SET NAMES utf8mb4", "SET autocommit=0", "set session autocommit = ON;", "USE orders", "USE `a b`"],
    ...["SET TRANSACTION ISOLATION LEVEL READ COMMITTED", "CALL p()", "-- SET @x = 1\nSELECT 1"],
  ];
  for (const sql of free) {
    it(`is not ${sql.trim()}`, () => {
      assert.equal(reason(sql), undefined);
    });
  }

  it("is not SET where the proxy's filter says so", () => {
    assert.equal(reason("SET SESSION wait_timeout = 5", true), undefined);
    assert.notEqual(reason("CREATE TEMPORARY TABLE t (id int)", true), undefined);
  });

  it("is each command that prepares", () => {
    assert.notEqual(pinReason(Buffer.from([PREPARE, 0x31]), true), undefined);
  });

  it("is not what a session keeps by itself: its database, its names and whether it commits", () => {
    const database = { what: "database", name: "orders" };
    assert.deepEqual(trackedIn(Buffer.concat([Buffer.from([INIT_DB]), Buffer.from("orders")])), database);
    assert.deepEqual(trackedIn(statement("use orders;")), database);
    assert.deepEqual(trackedIn(statement("SET NAMES latin1 COLLATE latin1_bin"))?.what, "names");
    assert.deepEqual(trackedIn(statement("SET @@session.autocommit := OFF"))?.what, "autocommit");
    assert.equal(trackedIn(statement("SET autocommit = @x")), undefined);
  });
});
