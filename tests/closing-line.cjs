// One plain line that a machine can read, of one run of mocha or of several.

/** Of what the reporter wrote, a line of JSON a run: `passes`, `failures`, `pending`. */
exports.closingLine = (counts) => {
  const runs = counts
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  const sum = (key) => runs.reduce((total, run) => total + run[key], 0);
  const pending = sum("pending");
  return `${sum("passes")} passed, ${sum("failures")} failed${pending > 0 ? `, ${pending} skipped` : ""}`;
};
