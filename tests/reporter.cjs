// Mocha's own "spec" report, then the closing line; tests/run.mjs takes the counts instead, and sums up.
const { appendFileSync } = require("node:fs");
const { reporters, Runner } = require("mocha");
const { closingLine } = require("./closing-line.cjs");

module.exports = class ClosingLine extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      const counts = JSON.stringify({ passes, failures, pending });
      const file = process.env["LATTICE_DB_TEST_COUNTS"];
      if (file !== undefined) return appendFileSync(file, `${counts}\n`);
      // After everything Spec prints at the same event.
      process.once("exit", () => process.stdout.write(`${closingLine(counts)}\n`));
    });
  }
};
