import * as assert from "node:assert/strict";

import { parameterNames } from "../../../aws/parameters/known-parameters";
import { DatabaseEngine } from "../../../components/database/database-engine";
import { parameterExample, parameterNotices, parameterProblems } from "../../../components/database/parameter-problems";
import { mariadbParameters, mysqlParameters } from "../../../local/services/rds/parameters-mysql";
import { postgresParameters } from "../../../local/services/rds/parameters-postgres";

const problems = (parameters: Record<string, string>, version = "17") =>
  parameterProblems("postgres", version, parameters);

describe("a parameter of a database", () => {
  it("may have any value that its server takes", () => {
    const taken = {
      work_mem: "65536",
      shared_buffers: "{DBInstanceClassMemory/32768}",
      max_connections: "LEAST({DBInstanceClassMemory/9531392},5000)",
      autovacuum_vacuum_scale_factor: "0.02",
      idle_session_timeout: "0",
      log_min_duration_statement: "-1",
      default_transaction_isolation: "repeatable read",
      TimeZone: "Europe/Zurich",
      huge_pages: "1",
      "pg_stat_statements.track": "all",
      "rds.logical_replication": "1",
    };
    assert.deepEqual(problems(taken), []);
    assert.deepEqual(parameterNotices("postgres", taken), []);
  });

  it("is none where PostgreSQL has none of that name, in the versions that are known here", () => {
    assert.equal(problems({ io_uring_depth: "8" }).length, 1);
    assert.deepEqual(problems({ io_uring_depth: "8" }, "19"), []);
    assert.deepEqual(parameterProblems("postgres", undefined, { io_uring_depth: "8" }), []);
  });

  for (const [engine, name, said] of [
    ["postgres", "pgaudit.lgo", /is not known here \(did you mean pgaudit\.log\?\); RDS refuses it where/],
    ["postgres", "some_extension.mode", /^parameters\["some_extension\.mode"\] is not known here; RDS/],
    ["mysql", "max_conections", /\(did you mean max_connections\?\)/],
    ["mariadb", "innodb_bufer_pool_size", /\(did you mean innodb_buffer_pool_size\?\)/],
  ] as const) {
    it(`is a warning and no refusal where no list is complete: ${engine} ${name}`, () => {
      assert.deepEqual(parameterProblems(engine, "8.4", { [name]: "1" }), []);
      const [notice = "", ...more] = parameterNotices(engine, { [name]: "1" });
      assert.match(notice, said);
      assert.deepEqual(more, []);
    });
  }

  it("is known by either spelling to MySQL and MariaDB", () => {
    assert.deepEqual(parameterNotices("mysql", { "gtid-mode": "ON", gtid_mode: "ON" }), []);
    assert.deepEqual(parameterNotices("mariadb", { "max-connections": "9" }), []);
  });

  it("has an example that it takes", () => {
    for (const engine of Object.values(DatabaseEngine)) {
      for (const name of parameterNames(engine)) {
        const example = parameterExample(engine, name);
        if (example === undefined) continue;
        assert.deepEqual(parameterProblems(engine, "18", { [name]: example }), [], `${name} ${example}`);
      }
    }
  });

  it("that the local cloud has is known", () => {
    const own = { postgres: postgresParameters, mysql: mysqlParameters, mariadb: mariadbParameters };
    for (const [engine, parameters] of Object.entries(own)) {
      const names = Object.fromEntries(Object.keys(parameters).map((name) => [name, "1"]));
      assert.deepEqual(parameterNotices(engine as DatabaseEngine, names), []);
    }
  });
});
