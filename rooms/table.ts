/**
 * The rooms of this house, and into which other rooms each may look: what is not listed is a wall. A room is a folder, or
 * a single file; what lies in two is of the longer name. docs/architecture.md says what each is for, `check.ts` holds the
 * code to it (`npm run lint`).
 */
const everything = [
  "aws",
  "words",
  "components",
  "stacks",
  "resources",
  "reachability",
  "reach",
  "policy",
  "users",
  "local",
  "measure",
];
const ground = ["aws", "local/ground"];
const state = [...ground, "local/state"];

export const rooms: Readonly<Record<string, readonly string[]>> = {
  aws: [],
  words: [],
  components: ["aws", "words"],
  stacks: ["aws", "words", "components"],
  resources: ["aws"],
  reachability: ["aws"],
  // What runs before anything is built.
  bundling: [],
  reach: ["aws", "bundling", "resources", "reachability"],
  users: ["bundling"],
  policy: ["aws", "bundling", "words", "resources", "reachability", "reach"],

  // The local cloud, from the ground up; its command line, and what sets a clone up, are the top floor.
  "local/ground": ["aws"],
  "local/state": ground,
  "local/socket": state,
  "local/services": [...state, "reachability"],
  "local/plugin": [],
  "local/providers": [...state, "local/plugin", "local/services", "local/socket"],
  "local/databases": [...state, "local/databases/engines.ts", "local/services"],
  // One folder an engine, which nothing but the table of them knows: the rest sees local/databases/engine.ts.
  "local/databases/engines.ts": ["local/databases", "local/databases/mysql", "local/databases/postgres"],
  "local/databases/mysql": [...state, "local/databases", "local/services"],
  "local/databases/postgres": [...state, "local/databases", "local/databases/postgres/messages.ts", "local/services"],
  "local/databases/postgres/messages.ts": [],
  "local/data-path": [
    ...state,
    "reachability",
    "local/cloud/extension.ts",
    "local/databases",
    "local/databases/engines.ts",
    "local/services",
    "local/socket",
  ],
  "local/cloud/extension.ts": ["local/ground", "local/services", "local/socket"],
  "local/cloud": [
    ...state,
    "local/cloud/extension.ts",
    "local/data-path",
    "local/databases",
    "local/providers",
    "local/services",
    "local/socket",
  ],
  "local/client": [
    "reachability",
    "local/data-path",
    "local/databases",
    "local/databases/postgres/messages.ts",
    "local/ground",
    "local/socket",
  ],
  "local/pulumi": [...ground, "resources", "local/plugin"],
  "local/commands": [
    ...state,
    "reachability",
    "resources",
    "users",
    "local/client",
    "local/cloud",
    "local/data-path",
    "local/databases",
    "local/pulumi",
    "local/socket",
  ],
  "local/setup.mjs": ["policy", "local/ground"],
  local: ["local/commands", "local/pulumi", "local/ground", "local/setup.mjs"],

  // What measures and tests looks everywhere; nothing looks into it.
  measure: [...everything, "tests"],
  "measure/matrix": [...everything, "tests"],
  tests: [...everything, "rooms"],
  rooms: [],
};
