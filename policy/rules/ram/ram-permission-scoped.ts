import { rule } from "../../framework/rule";

export const ramPermissionScoped = rule({
  id: "ram-permission-scoped",
  sentence: "A permission of one's own lists the actions it grants.",
  why: "A wildcard grants every action AWS will ever add, among them those that change what is shared.",
  fix: "List the actions, or leave permissionArns out: RAM then attaches AWS's own permission.",
  severity: "medium",
  level: "mandatory",
  controls: [],
  url: "https://docs.aws.amazon.com/ram/latest/userguide/security-ram-permissions.html",
  reads: {
    "aws:ram/permission:Permission": ["policyTemplate"],
    "aws-native:ram:Permission": ["policyTemplate"],
  },
  check(permission) {
    const template = permission.get("policyTemplate");
    const document = template.json();
    if (document === undefined) return [{ at: template, what: "cannot be read as a policy" }];
    // A template is one statement, without principal and resource.
    const statements = document.get("Statement").present ? document.get("Statement").items() : [document];
    return statements
      .filter((statement) => statement.get("Effect").text() !== "Deny")
      .flatMap((statement) => [...statement.get("Action").items(), ...statement.get("NotAction").items()])
      .filter((at) => at.text()?.includes("*") === true || at.path.includes("NotAction"))
      .map((at) => ({ at, what: "grants actions nobody listed" }));
  },
});
