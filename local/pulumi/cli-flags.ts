/**
 * What of the Pulumi CLI's flags has to be known to read a command line as the CLI reads it: which of them take the next
 * argument for their value. Kept true by a test that compares it with the CLI's own help
 * (tests/end-to-end/cli-flags.spec.ts).
 */
export interface CliFlags {
  /** Names, long and short, of flags that take a value: `--stack dev`, `-s dev`, `--stack=dev`, `-sdev`. */
  readonly value: readonly string[];
  /** Names of flags that stand alone, or take a value only behind `=`. */
  readonly alone: readonly string[];
}

/** Flags that may stand before and behind any command. */
export const globalFlags: CliFlags = {
  value: ["color", "C", "cwd", "memprofilerate", "otel-traces", "profiling", "tracing", "v", "verbose"],
  alone: [
    "disable-integrity-checking",
    "e",
    "emoji",
    "Q",
    "fully-qualify-stack-names",
    "h",
    "help",
    "logflow",
    "logtostderr",
    "non-interactive",
    "version",
  ],
};

const sharedByJudged = {
  value: [
    "c",
    "config",
    "config-file",
    "m",
    "message",
    "p",
    "parallel",
    "policy-pack",
    "policy-pack-config",
    "s",
    "stack",
  ],
  alone: [
    "config-path",
    "d",
    "debug",
    "h",
    "help",
    "r",
    "refresh",
    "show-config",
    "show-replacement-steps",
    "show-sames",
    "skip-plugin-pre-install",
    "urns",
  ],
} as const;

const sharedByUpAndPreview = {
  value: [...sharedByJudged.value, "exclude", "override-env", "replace", "t", "target", "target-replace"],
  alone: [
    ...sharedByJudged.alone,
    "attach-debugger",
    "diff",
    "exclude-dependents",
    "expect-no-changes",
    "ignore-protect",
    "j",
    "json",
    "neo",
    "run-program",
    "show-full-output",
    "show-policy-remediations",
    "show-reads",
    "show-secrets",
    "skip-config-validation",
    "suppress-outputs",
    "suppress-permalink",
    "suppress-progress",
    "target-dependents",
  ],
} as const;

/** The commands that judge resources, and so run the project's policy pack, by every name they have. */
export const judgedCommands: Readonly<Record<string, CliFlags>> = names({
  "up update": {
    value: [...sharedByUpAndPreview.value, "secrets-provider"],
    alone: [...sharedByUpAndPreview.alone, "continue-on-error", "f", "skip-preview", "strict", "y", "yes"],
  },
  "preview pre": {
    value: [...sharedByUpAndPreview.value, "import-file", "save-plan", "x"],
    alone: sharedByUpAndPreview.alone,
  },
  watch: { value: [...sharedByJudged.value, "path", "secrets-provider"], alone: sharedByJudged.alone },
});

function names(commands: Readonly<Record<string, CliFlags>>): Readonly<Record<string, CliFlags>> {
  const byName = Object.entries(commands).flatMap(([all, flags]) => all.split(" ").map((name) => [name, flags]));
  return Object.fromEntries(byName) as Readonly<Record<string, CliFlags>>;
}
