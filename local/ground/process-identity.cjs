// Plain JavaScript and Node's own modules only: the set-up runs before anything is installed.
const { execFileSync } = require("node:child_process");
const { existsSync, readFileSync } = require("node:fs");

const onLinux = existsSync("/proc/self/stat");

/** @type {import("./process-identity.cjs").identityOf} */
function identityOf(pid) {
  if (!Number.isInteger(pid) || pid < 1) return undefined;
  return onLinux ? identityOnLinux(pid) : identityByPs(pid);
}

/** @type {import("./process-identity.cjs").isRunning} */
function isRunning(identity) {
  const found = identityOf(identity.pid);
  return found !== undefined && found.started === identity.started && found.boot === identity.boot;
}

/** @type {import("./process-identity.cjs").startedAt} */
function startedAt({ started, boot }) {
  if (boot === "") return Date.parse(`${started} UTC`);
  const bootTime = Number(/^btime (\d+)$/m.exec(read("/proc/stat") ?? "")?.[1]);
  // USER_HZ is 100 on every Linux that Node.js runs on.
  return (bootTime + Number(started) / 100) * 1000;
}

function identityOnLinux(pid) {
  const stat = read(`/proc/${pid}/stat`);
  // The command's name stands in brackets and may hold anything; the state is field 3, the start time field 22.
  const fields = stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
  if (fields === undefined) return undefined;
  // Dead, though nobody has collected it: a container's first process may never do so.
  if (["Z", "X", "x"].includes(fields[0])) return undefined;
  return { pid, started: fields[19], boot: bootId() };
}

/** The same as long as this process lives. @type {string | undefined} */
let boot;

function bootId() {
  boot ??= read("/proc/sys/kernel/random/boot_id")?.trim() ?? "";
  return boot;
}

function identityByPs(pid) {
  try {
    const options = {
      encoding: "utf8",
      env: { ...process.env, LC_ALL: "C", TZ: "UTC" },
      stdio: ["ignore", "pipe", "ignore"],
    };
    const [state, ...started] = execFileSync("ps", ["-o", "stat=,lstart=", "-p", String(pid)], options)
      .trim()
      .split(/\s+/);
    return state === "" || state.startsWith("Z") ? undefined : { pid, started: started.join(" "), boot: "" };
  } catch {
    return undefined;
  }
}

function read(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

module.exports = { identityOf, isRunning, startedAt };
