import * as assert from "node:assert/strict";

import { paste } from "./paste";

/** What Pulumi CLI 3.259.0 made of the same commands on the same file, run by hand. */
describe("pasting commands", () => {
  const before = () => ({
    "aws:allowedAccountIds": "11112222333",
    "lattice-db:databases": { audit: "postgres", "a.b": { engine: "x" }, n: null, l: ["a", "b", "c"] },
    "lattice-db:s": "text",
  });
  const cases: readonly (readonly [string, unknown])[] = [
    ["pulumi config set --path 'aws:allowedAccountIds[0]' 111122223333", { "aws:allowedAccountIds": [111122223333] }],
    ["pulumi config set --path 'lattice-db:s.x' y", { "lattice-db:s": { x: "y" } }],
    ["pulumi config set --path 'lattice-db:databases.n.engine' postgres", change({ n: { engine: "postgres" } })],
    [
      "pulumi config set --path 'lattice-db:databases[\"a.b\"].port' 5432",
      change({ "a.b": { engine: "x", port: 5432 } }),
    ],
    ["pulumi config set --path 'lattice-db:databases.l[1]' 0123", change({ l: ["a", "0123", "c"] })],
    ["pulumi config rm --path 'lattice-db:databases.l[0]'", change({ l: ["b", "c"] })],
    ["pulumi config set --path 'lattice-db:databases.v.engineVersion' 8.4", change({ v: { engineVersion: "8.4" } })],
    ["pulumi config set --path 'lattice-db:databases.v.y' ''", change({ v: { y: "" } })],
    ["pulumi config rm --path 'lattice-db:databases.zz'", {}],
  ];
  function change(databases: object): object {
    return { "lattice-db:databases": { ...before()["lattice-db:databases"], ...databases } };
  }
  for (const [command, after] of cases) {
    it(`does what the CLI does: ${command}`, () => {
      assert.deepEqual(paste(`    ${command} -s p`, before()).config, { ...before(), ...(after as object) });
    });
  }

  for (const path of ["audit.engine", "l.engine"]) {
    it(`fails where the CLI fails: ${path}`, () => {
      const command = `pulumi config set --path 'lattice-db:databases.${path}' postgres -s p`;
      assert.throws(() => paste(command, before()), /expected a map|must be an int/);
    });
  }

  it("fails at what a shell would take for more than words", () => {
    assert.throws(
      () => paste("pulumi config set --path 'lattice-db:vpcCidr' <network> -s p", before()),
      /no shell syntax/,
    );
  });
});
