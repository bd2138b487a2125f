import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { cliOptions } from "../../local/commands/session";
import { type CliFlags, globalFlags, judgedCommands } from "../../local/pulumi/cli-flags";
import { ensureCli } from "../../local/pulumi/cli";
import { projectFolders } from "../../local/ground/state-folder";

const project = resolve(__dirname, "../..");

describe("the flags of the Pulumi CLI", function () {
  this.timeout(120_000);
  let help: (command?: string) => Promise<string>;
  before(async () => {
    const { path } = await ensureCli(cliOptions(projectFolders(project), () => undefined));
    help = async (command) => {
      const args = [...(command === undefined ? [] : [command]), "--help"];
      const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
      return (await promisify(execFile)(path, args, { env })).stdout;
    };
  });

  it("are read as it says, before any command", async () => {
    assert.deepEqual(flagsOf(await help()), sorted(globalFlags));
  });

  for (const [command, flags] of Object.entries(judgedCommands)) {
    it(`are read as it says, behind ${command}`, async () => {
      assert.deepEqual(flagsOf(await help(command)), sorted(flags));
    });
  }

  it("ask for a policy pack in the commands that are judged here, and in no other", async () => {
    const all = [...(await help()).matchAll(/^ {2}([a-z-]+) +\S/gm)].map(([, name = ""]) => name);
    assert.ok(all.length > 20);
    const aliased = await Promise.all(
      all.map(async (name) => {
        const text = await help(name);
        const aliases = /^Aliases:\n +(.+)$/m.exec(text)?.[1]?.split(", ") ?? [name];
        return /^ +--policy-pack /m.test(text) ? aliases : [];
      }),
    );
    assert.deepEqual(new Set(aliased.flat()), new Set(Object.keys(judgedCommands)));
  });
});

/** The flags a help text lists as the command's own. */
function flagsOf(text: string): CliFlags {
  const own = /^Flags:\n(.*?)\n\n/ms.exec(text)?.[1] ?? "";
  const lines = [...own.matchAll(/^ +(?:-(\w), )?--([\w-]+)( \S+)? {2,}/gm)];
  const value: string[] = [];
  const alone: string[] = [];
  for (const [, short, long = "", type = ""] of lines) {
    // A type with [=…] has a value of its own where none is given; "false" is what a switch's text has in quotes.
    const takes = type !== "" && !type.includes("[=") && type !== " false";
    (takes ? value : alone).push(long, ...(short === undefined ? [] : [short]));
  }
  return sorted({ value, alone });
}

const sorted = ({ value, alone }: CliFlags): CliFlags => ({ value: [...value].sort(), alone: [...alone].sort() });
