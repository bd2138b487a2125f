/** What the startup option `replication` asks for, as PostgreSQL reads it. */
export type Replication = "none" | "logical" | "physical" | "invalid";

export function replicationOf(option = "false"): Replication {
  if (option === "database") return "logical";
  if (/^(f(a(l(se?)?)?)?|no?|of|off|0)$/i.test(option)) return "none";
  return /^(t(r(ue?)?)?|y(es?)?|on|1)$/i.test(option) ? "physical" : "invalid";
}
