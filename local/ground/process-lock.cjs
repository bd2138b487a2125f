// Runs before anything is installed: plain JavaScript, Node's own modules only.
const { randomBytes } = require("node:crypto");
const { linkSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } = require("node:fs");
const { identityOf, isRunning } = require("./process-identity.cjs");

const LOOK_AGAIN_MS = 200;

/** Nobody writes it in steps today; an older set-up did, so one that says nothing is given a moment. */
const MOMENT_MS = 2000;

/** @type {import("./process-lock.d.cts").takeLock} */
async function takeLock(path, onWait) {
  const own = `${path}.${randomBytes(8).toString("hex")}`;
  writeFileSync(own, JSON.stringify(identityOf(process.pid)), { flag: "wx", mode: 0o600 });
  try {
    for (let told = false; !linked(own, path); await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))) {
      const owner = removeStale(path);
      if (owner === undefined || told) continue;
      onWait(owner, path);
      told = true;
    }
  } finally {
    rmSync(own, { force: true });
  }
  return () => rmSync(path, { force: true });
}

/** A link is there at once with its whole content, or not at all. */
function linked(own, path) {
  try {
    linkSync(own, path);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}

/** Answers the process that holds the lock; undefined where none does any more. */
function removeStale(path) {
  let text, age;
  try {
    text = readFileSync(path, "utf8");
    age = Date.now() - statSync(path).mtimeMs;
  } catch {
    return undefined;
  }
  const owner = ownerOf(text);
  if (owner === undefined ? age < MOMENT_MS : owner.started === undefined ? isOther(owner.pid) : isRunning(owner)) {
    return owner?.pid ?? "unknown";
  }
  const aside = `${path}.${randomBytes(8).toString("hex")}`;
  try {
    renameSync(path, aside);
    // Another may have taken the lock since it was read.
    if (readFileSync(aside, "utf8") !== text) linked(aside, path);
    rmSync(aside, { force: true });
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
  }
  return undefined;
}

/** Older set-ups wrote their process number alone. */
function ownerOf(text) {
  try {
    const owner = JSON.parse(text);
    const found = typeof owner === "number" ? { pid: owner } : owner;
    return Number.isInteger(found?.pid) ? found : undefined;
  } catch {
    return undefined;
  }
}

function isOther(pid) {
  return pid !== process.pid && identityOf(pid) !== undefined;
}

module.exports = { takeLock };
