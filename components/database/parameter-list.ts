/** Parameters as a group of instances or of clusters takes them. */
export function parameterList(parameters: Readonly<Record<string, string>>) {
  return Object.entries(parameters).map(([name, value]) => ({
    name,
    value,
    // RDS refuses "immediate" for a static parameter and reports "pending-reboot" for one that equals the engine's
    // default; either way this is what it stores (terraform-provider-aws#39252). The group is there before what uses it,
    // so nothing waits for a reboot.
    applyMethod: "pending-reboot",
  }));
}
