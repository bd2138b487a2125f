/** Whether `--help` is among a command's arguments; its usage is printed then. */
export function asksForHelp(args: readonly string[], usage: string): boolean {
  if (!args.includes("--help") && !args.includes("-h")) return false;
  process.stdout.write(`${usage}\n`);
  return true;
}
