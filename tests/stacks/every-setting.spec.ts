import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";

import program from "../../stacks";
import { consumerSettings, producerSettings } from "../../stacks/settings";
import { settingsOfKind } from "../../stacks/settings/kinds";
import type { Settings } from "../../stacks/settings/setting";
import { NETWORK } from "./existing-network";
import { paste, type StackConfig } from "./paste";
import { engineValues, stackConfig, withDefaults } from "./stack-file";
import { takeErrorHooks } from "../components/mock-error-hooks";

const SECRET = "hush-hush-4711";
/** Values that no setting takes but those named in `TAKEN`. */
const VALUES: Readonly<Record<string, unknown>> = {
  "empty text": "",
  null: null,
  "a switch": true,
  "a word": "no",
  "a fraction": 3.5,
  "a negative number": -1,
  "a huge number": 1e300,
  "an empty map": {},
  "an empty list": [],
  "a list of lists": [[]],
  "a map with __proto__": JSON.parse('{"__proto__":{"x":1}}'),
  "a map with constructor": { constructor: 1 },
  "huge text": "x".repeat(100_000),
  "unicode text": "Bücher \u202e\u0007 📚",
  "a shell command": "$(touch x)'; touch y; '",
};

/** What is right, or the same as nothing given. */
const TAKEN: Readonly<Record<string, readonly string[]>> = {
  protect: ["a switch"],
  acceptShares: ["a switch"],
  producers: ["empty text", "null", "an empty map"],
  privateDns: ["a switch"],
  endpointZones: ["empty text", "null", "an empty list"],
  serviceNetwork: ["empty text", "null"],
  networkAcls: ["a switch"],
  ipv6: ["a switch"],
  awsEndpoints: ["empty text", "null", "an empty map"],
  sts: ["a switch"],
  watching: ["empty text", "null", "an empty map"],
  dashboard: ["a switch"],
  alarms: ["a switch"],
  audit: ["a switch"],
  allowExternalPrincipals: ["a switch"],
  // Names that may be; what is not there is said when it is looked for (contract-roads.spec.ts).
  producerStack: ["a word", "a negative number"],
  producerContractFile: ["a word", "huge text", "unicode text", "a shell command"],
  producerContract: ["a map with constructor"],
  databaseNames: ["empty text", "null", "an empty list"],
  // Whether there is a grant of that key is said when it is looked for.
  grant: ["empty text", "null", "a word", "an empty map", "a map with constructor"],
  retire: ["empty text", "null", "an empty list"],
  multiAz: ["a switch"],
  deletionProtection: ["a switch"],
  finalSnapshot: ["a switch"],
  allowMajorVersionUpgrade: ["a switch"],
  applyImmediately: ["a switch"],
  network: ["empty text", "null", "an empty map"],
  parameters: ["an empty map"],
  readReplicas: ["an empty map", "a map with constructor"],
  snapshot: ["a word"],
  minCapacity: ["a fraction"],
  maxCapacity: ["a fraction"],
  identifier: ["a word"],
  addIngressRule: ["a switch"],
  shareReader: ["a switch"],
  proxy: ["an empty map"],
  sharedWith: ["an empty list", "an empty map"],
  databaseUsers: ["an empty list"],
  databaseName: ["a word"],
  masterUsername: ["a word"],
  loginUser: ["a word"],
};

interface Case {
  readonly stack: "producer" | "consumer";
  readonly path: readonly string[];
}
/** Anew for each: a case changes what is in it. */
const granted = () => ({ sharedWith: { a: { principal: "444455556666" } } });
/** A database of each kind, with each map of settings filled. */
const DATABASES = {
  orders: {
    ...(stackConfig("producer")["lattice-db:databases"] as { orders: object }).orders,
    restoreFrom: { snapshot: "old" },
    readReplicas: { a: {} },
    proxy: {},
    ...granted(),
  },
  ledger: {
    kind: "cluster",
    engine: "mysql",
    engineVersion: "8.0",
    instances: { a: {}, b: { instanceClass: "db.r8g.large" } },
    serverlessV2: { minCapacity: 0.5, maxCapacity: 4 },
    proxy: {},
    ...granted(),
  },
  legacy: { kind: "existing", identifier: "legacy", proxy: {}, ...granted() },
};

/** The paths of settings, those within maps of settings too. */
function pathsOf(settings: Settings): string[][] {
  return Object.entries(settings).flatMap(([key, { fields = {}, each = {} }]) => [
    [key],
    ...pathsOf(fields).map((path) => [key, ...path]),
    ...pathsOf(each).map((path) => [key, "a", ...path]),
  ]);
}

const OF_KIND = { orders: settingsOfKind.instance, ledger: settingsOfKind.cluster, legacy: settingsOfKind.existing };
const cases: Case[] = [
  ...Object.keys(producerSettings.shape).map((key) => ({ stack: "producer", path: [key] }) as const),
  ...Object.keys(consumerSettings.shape).map((key) => ({ stack: "consumer", path: [key] }) as const),
  ...["database", "gateway"].map((key) => ({ stack: "producer", path: ["subnets", key] }) as const),
  ...["database", "gateway"].map((key) => ({ stack: "producer", path: ["subnets", key, "a"] }) as const),
  { stack: "consumer", path: ["subnets", "client"] },
  { stack: "producer", path: ["awsEndpoints", "sts"] },
  { stack: "consumer", path: ["awsEndpoints", "sts"] },
  ...["dashboard", "alarms", "audit", "cpuPercent", "auditRetentionDays"].map(
    (key) => ({ stack: "producer", path: ["watching", key] }) as const,
  ),
  ...["dashboard", "quietHours"].map((key) => ({ stack: "consumer", path: ["watching", key] }) as const),
  ...Object.keys(NETWORK).map((key) => ({ stack: "producer", path: ["network", key] }) as const),
  ...Object.entries(OF_KIND).flatMap(([name, settings]) =>
    [[], ...pathsOf(settings)].map((path) => ({ stack: "producer", path: ["databases", name, ...path] }) as const),
  ),
];

describe("every setting", () => {
  for (const { stack, path } of cases) {
    for (const [title, value] of Object.entries(VALUES)) {
      if (isTaken(path, title)) continue;
      it(`of the ${stack} refuses ${title}, once and before anything is registered: ${path.join(".")}`, async () => {
        const config = changed(stack, path, value);
        const message = await refusal(stack, config);
        const keys = keysOf(message);
        // In a map each key that is missing is a mistake of its own.
        if (!isMap(path, value)) assert.equal(keys.length, 1, message.slice(0, 3000));
        assert.ok(keys.length > 0 && new Set(keys).size === keys.length, message.slice(0, 3000));
        for (const key of keys) assert.ok(key.startsWith(`lattice-db:${nameOf(path)}`), message.slice(0, 3000));
        assert.ok(message.length < 3000, "short, however long the value");
        assert.doesNotMatch(message, /[\u0007\u202e]/);
        await goneWhenPasted(stack, config, message);
      });
    }
    it(`of the ${stack} refuses a secret without showing it: ${path.join(".")}`, async () => {
      const config = changed(stack, path, SECRET);
      const message = await refusal(stack, config, [`lattice-db:${path[0]}`]);
      assert.ok(
        keysOf(message).every((key) => key === `lattice-db:${path[0]}`),
        message,
      );
      assert.equal(keysOf(message).length, 1, message);
      assert.match(message, /must not hold a secret/);
      assert.doesNotMatch(message, new RegExp(SECRET));
    });
  }
});

/** A road to the contract that is empty is none, and the other one is there. */
function isTaken(path: readonly string[], title: string): boolean {
  return TAKEN[path.at(-1) ?? ""]?.includes(title) === true;
}

function isMap(path: readonly string[], value: unknown): boolean {
  return (
    typeof value === "object" &&
    [
      "subnets",
      "database",
      "gateway",
      "client",
      "databases",
      "network",
      ...Object.keys(DATABASES),
      "serverlessV2",
      "restoreFrom",
    ].includes(path.at(-1) ?? "")
  );
}

/** With the consumer's usual road out of the way of another. */
function changed(stack: string, path: readonly string[], value: unknown): StackConfig {
  const config = stackConfig(stack);
  if (path[0] === "databases" && path.length > 1) config["lattice-db:databases"] = structuredClone(DATABASES);
  if (path[0] === "network" || path[0] === "databases") {
    config["lattice-db:network"] = structuredClone(NETWORK);
    delete config["lattice-db:vpcCidr"];
    delete config["lattice-db:subnets"];
  }
  if (/^producers$|^producerContract/.test(path[0] ?? "")) delete config["lattice-db:producerStack"];
  let at: any = config;
  const keys = [`lattice-db:${path[0]}`, ...path.slice(1)];
  for (const key of keys.slice(0, -1)) at = at[key] ??= {};
  at[keys.at(-1) ?? ""] = value;
  return config;
}

/** An empty road is none: then the usual one is what is missing. */
function nameOf(path: readonly string[]): string {
  return path[0]?.startsWith("producerContract") === true ? "producer" : path.join(".");
}

async function goneWhenPasted(stack: string, config: StackConfig, message: string): Promise<void> {
  const [, said = ""] = message.split("\n");
  const pasted = paste(message, config);
  if (pasted.commands.length === 0) {
    assert.match(message, /correct it in Pulumi\.(producer|consumer)\.yaml/);
    return;
  }
  const after = await refusal(stack, pasted.config);
  assert.ok(!after.includes(said.trim()), `still there after\n${pasted.commands.join("\n")}\n${after.slice(0, 2000)}`);
}

const keysOf = (message: string): string[] =>
  message.split("\n").flatMap((line) => /^ {2}(\S+:(?:\S|[^ ] )*?) (?:must|is) /.exec(line)?.[1] ?? []);

/** The program's message for a stack file; empty where it goes beyond configuration and contract. */
async function refusal(stack: string, config: StackConfig, secrets: readonly string[] = []): Promise<string> {
  let registered = 0;
  const newResource = () => {
    registered += 1;
    return { id: "id", state: {} };
  };
  const call = (): never => {
    throw new Error("went on");
  };
  await pulumi.runtime.setMocks({ newResource, call }, "lattice-db", stack, false, "organization");
  takeErrorHooks();
  pulumi.runtime.setAllConfig(engineValues(withDefaults(config)));
  process.env["PULUMI_CONFIG_SECRET_KEYS"] = JSON.stringify(secrets);
  try {
    await program();
  } catch (error) {
    assert.ok(pulumi.RunError.isInstance(error), String(error instanceof Error ? error.stack : error));
    assert.equal(registered, 0);
    return error.message.startsWith("The configuration") ? error.message : "";
  } finally {
    delete process.env["PULUMI_CONFIG_SECRET_KEYS"];
  }
  throw new Error("went on without asking for zones");
}
