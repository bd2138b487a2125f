import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Sandbox } from "../../tests/end-to-end/sandbox";
import { fillSources } from "./checks";
import type { Kind, Owned } from "./kinds";
import { MatrixCloud } from "./matrix-cloud";

const CONSUMER = "444455556666";
/** Somebody else's stack, and what is about to go, are no matter of the pack's. */
const JUDGED_ONLY = ["--policy-pack-config", "policy/profiles/audit.json"];

interface Network {
  readonly vpcId: string;
  readonly databaseSubnetIds: readonly string[];
  readonly gatewaySubnetIds: readonly string[];
}

interface StackFile {
  "lattice-db:protect"?: boolean;
  readonly "lattice-db:databases"?: Readonly<Record<string, { readonly kind?: string; deletionProtection?: boolean }>>;
}

/** The stacks of the matrix in a folder and a local cloud of their own: `owner`, `producer` and `consumer`. */
export class Deployment {
  readonly sandbox = new Sandbox({ program: join(__dirname, "program.ts") });

  /** Every kind in one producer, strictly judged by the policy pack, beside databases that somebody else has made. */
  async up(kinds: readonly Kind[], say: (line: string) => void): Promise<void> {
    const { sandbox } = this;
    say("deploying the databases of somebody else (stack owner)");
    await this.#owner(true);
    await fillSources(await MatrixCloud.of(sandbox));
    say("deleting one of them, which leaves a snapshot");
    await this.#owner(false);
    const { network, ...owned } = (await sandbox.outputs("owner")) as Owned & { readonly network: Network };
    const entries = kinds.map(({ key, settings }) => [key, { ...settings(owned), sharedWith: [CONSUMER] }] as const);
    this.#stackFile("producer", {
      "aws:allowedAccountIds": ["111122223333"],
      "lattice-db:role": "producer",
      "lattice-db:network": network,
      "lattice-db:databases": Object.fromEntries(entries),
    });
    say(`deploying ${kinds.length} kinds of databases (stack producer)`);
    await this.#pulumi("up", "producer");
    say("deploying the account that uses them (stack consumer)");
    await this.#pulumi("up", "consumer");
  }

  /** @param hasArchive Whether the instance is there that is known by its snapshot later. */
  async #owner(hasArchive: boolean): Promise<void> {
    this.#stackFile("owner", { "aws:allowedAccountIds": ["111122223333"], "owner:archive": hasArchive });
    await this.#pulumi("up", "owner", JUDGED_ONLY);
  }

  /** The state is written once, at the end: with hundreds of resources that is most of the time. */
  async #pulumi(verb: "up" | "destroy", stack: string, more: readonly string[] = []): Promise<void> {
    const args = [verb, "--yes", "--skip-preview", ...more, "-s", stack];
    await this.sandbox.pulumi(args, 0, { LATTICE_DB_CHECKPOINTS: "end" });
  }

  #stackFile(stack: string, config: object): void {
    // JSON is YAML.
    const text = JSON.stringify({ config: { "aws:region": "eu-west-1", ...config } });
    writeFileSync(join(this.sandbox.folder, `Pulumi.${stack}.yaml`), text);
  }

  /** Takes the consumer's ways to the databases away, all at once. */
  async takeAssociations(urns: readonly string[]): Promise<void> {
    const targets = urns.flatMap((urn) => ["--target", urn]);
    await this.#pulumi("destroy", "consumer", targets);
  }

  /** Whether a program that made some of the databases has nothing to do, after it has looked at them again. */
  async ownerSeesNoChange(): Promise<string | undefined> {
    const { code, output } = await this.sandbox.pulumi(
      ["preview", "--refresh", "--expect-no-changes", "--diff", ...JUDGED_ONLY, "-s", "owner"],
      "any",
    );
    return code === 0 ? undefined : output;
  }

  /** The same of a database of which nothing at all has changed since it was made. */
  async nothingHasChanged(): Promise<string | undefined> {
    const { code, output } = await this.sandbox.pulumi(
      ["refresh", "--yes", "--skip-preview", "--expect-no-changes", "--diff", "-s", "owner"],
      "any",
    );
    return code === 0 ? undefined : output;
  }

  /** Ends the sharing: consumer and producer go. */
  async destroy(say: (line: string) => void): Promise<void> {
    say("taking the consumer down");
    await this.#unprotected("consumer");
    say("taking the producer down");
    await this.#unprotected("producer");
    await this.#pulumi("destroy", "consumer");
    await this.#pulumi("destroy", "producer");
  }

  async #unprotected(stack: string): Promise<void> {
    this.sandbox.configure(stack, (config: StackFile) => {
      config["lattice-db:protect"] = false;
      const databases = Object.values(config["lattice-db:databases"] ?? {});
      for (const database of databases.filter(({ kind }) => kind !== "existing")) database.deletionProtection = false;
    });
    await this.#pulumi("up", stack, JUDGED_ONLY);
  }
}
