/**
 * A command of Pulumi as this run's user types it. A local run says in LATTICE_DB_PULUMI how it is called, since plain
 * `pulumi` would mean AWS there.
 */
export function pulumiCommand(args: string): string {
  return `${process.env["LATTICE_DB_PULUMI"] ?? "pulumi"} ${args}`;
}
