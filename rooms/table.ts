/**
 * The rooms of this house, and into which other rooms each may look: what is not listed is a wall. A room is a folder, or
 * a single file; what lies in two is of the longer name. docs/architecture.md says what each is for, `check.ts` holds the
 * code to it (`npm run lint`).
 */
const local = ["aws", "reachability", "resources", "local/state-folder.ts", "local/write-whole.ts"];
const everything = ["aws", "components", "stacks", "resources", "reachability", "reach", "policy", "local", "measure"];

export const rooms: Readonly<Record<string, readonly string[]>> = {
  aws: [],
  components: ["aws"],
  stacks: ["aws", "components"],
  resources: ["aws"],
  reachability: ["aws"],
  reach: ["aws", "resources", "reachability"],
  policy: ["aws", "resources", "reachability", "reach"],

  // The top floor of the local cloud: its command line, and what sets a clone up.
  local: [...local, "local/commands", "local/engine", "local/setup.mjs"],
  "local/setup.mjs": ["policy"],
  "local/commands": [...local, "local/cloud", "local/data-path", "local/engine", "local/socket", "local/state"],
  "local/cloud": [...local, "local/data-path", "local/providers", "local/services", "local/socket", "local/state"],
  "local/data-path": [...local, "local/cloud", "local/services", "local/socket", "local/state"],
  "local/providers": [...local, "local/cloud", "local/plugin", "local/services", "local/socket", "local/state"],
  "local/services": [...local, "local/cloud", "local/state"],
  "local/engine": [...local, "local/plugin"],
  "local/plugin": [],
  "local/socket": [...local, "local/state"],
  "local/state": local,
  "local/state-folder.ts": [],
  "local/write-whole.ts": [],

  // What measures and tests looks everywhere; nothing looks into it.
  compare: everything,
  measure: [...everything, "tests"],
  tests: [...everything, "compare", "rooms"],
  rooms: [],
};
