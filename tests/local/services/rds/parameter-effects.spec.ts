import assert from "node:assert/strict";
import { createDbInstance } from "../../../../local/services/rds/create-instance";
import type { DbParameter } from "../../../../local/services/rds/entities";
import { modifyDbInstance } from "../../../../local/services/rds/modify-instance";
import { createParameterGroup, modifyParameterGroup } from "../../../../local/services/rds/parameter-group";
import { owner, testServices } from "../../test-services";
import { instanceRequest, surroundings } from "../surroundings";

const parameters = (name: string, value: string): readonly DbParameter[] => [
  { parameterName: name, parameterValue: value, applyMethod: "pending-reboot" },
];

describe("a parameter that the local cloud's PostgreSQL cannot obey", () => {
  const refusals: readonly (readonly [string, string, RegExp])[] = [
    [
      "shared_preload_libraries",
      "pg_stat_statements,pgaudit",
      /the library pgaudit in .*: use auto_explain, pg_prewarm/,
    ],
    ["pgaudit.log", "ddl", /the parameter pgaudit.log: .* no such extension: leave it out/],
    ["cron.database_name", "orders", /the parameter cron.database_name/],
    ["rds.allowed_extensions", "pgcrypto", /the parameter rds.allowed_extensions = pgcrypto: leave it out, or set \*/],
    ["rds.restrict_password_commands", "1", /the parameter rds.restrict_password_commands = 1/],
    ["ssl_max_protocol_version", "TLSv1.2", /the parameter ssl_max_protocol_version = TLSv1.2/],
    ["max_connections", "{DBInstanceVCPU*100}", /the formula {DBInstanceVCPU\*100} of the parameter max_connections/],
  ];
  for (const [name, value, words] of refusals) {
    it(`is refused by name with an instance: ${name} = ${value}`, async () => {
      const services = testServices();
      await surroundings(services);
      const dbParameterGroupName = "own";
      const group = { dbParameterGroupName, dbParameterGroupFamily: "postgres17", description: "test", tags: {} };
      await createParameterGroup(services, owner, { ...group, parameters: parameters(name, value) });
      await assert.rejects(createDbInstance(services, owner, instanceRequest({ dbParameterGroupName })), words);

      await createDbInstance(services, owner, instanceRequest());
      await assert.rejects(modifyDbInstance(services, owner, "orders", { dbParameterGroupName }), words);

      await modifyParameterGroup(services, owner, dbParameterGroupName, { parameters: [], tags: {} });
      await modifyDbInstance(services, owner, "orders", { dbParameterGroupName });
      const change = { parameters: parameters(name, value), tags: {} };
      await assert.rejects(modifyParameterGroup(services, owner, dbParameterGroupName, change), words);
    });
  }
});
