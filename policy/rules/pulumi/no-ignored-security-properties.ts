import { rule } from "../../framework/rule";

export const noIgnoredSecurityProperties = rule({
  id: "no-ignored-security-properties",
  sentence: "Changes to what these rules judge are never ignored.",
  why: "With ignoreChanges the program says one thing and AWS keeps another: a setting opened by hand stays open, unseen.",
  fix: "Take the property out of ignoreChanges.",
  severity: "low",
  level: "advisory",
  controls: [],
  url: "https://www.pulumi.com/docs/iac/concepts/resources/options/ignorechanges/",
  reads: {},
  appliesTo: (type) => /^aws(-native)?:/.test(type),
  check(resource, { pack }) {
    const judged = pack.judged(resource.type);
    return resource.ignoreChanges
      .filter((path) => path === "*" || judged.has(/^\[?"?([^."[\]]+)/.exec(path)?.[1] ?? ""))
      .map((path) => ({ at: "ignoreChanges", what: `has ${path}, on which rules of this pack depend` }));
  },
});
