// Runs the rules' tests for Stryker, whose own runner for Mocha (9.6) does not know Mocha 12.
import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative, sep } from "node:path";
import Mocha from "mocha";
import {
  DryRunStatus,
  MutantRunStatus,
  TestStatus,
  determineHitLimitReached,
  toMutantRunResult,
} from "@stryker-mutator/api/test-runner";
import { keepTranspiled } from "./keep-transpiled.mjs";

/** The rules' tests, and those of the reading they rest on. */
const specs = ["tests/policy/rules", "tests/resources"];

export class RuleTestRunner {
  #require = createRequire(join(process.cwd(), "package.json"));
  #context = (globalThis.__stryker__ ??= {});
  #mocha;

  capabilities() {
    return { reloadEnvironment: true };
  }

  init() {
    this.#require("ts-node/register/transpile-only");
    keepTranspiled(this.#require.extensions);
    this.#load(specs);
  }

  async dryRun({ coverageAnalysis }) {
    const result = await this.#run(undefined, coverageAnalysis === "perTest");
    return result.status === DryRunStatus.Complete && coverageAnalysis !== "off"
      ? { ...result, mutantCoverage: this.#context.mutantCoverage }
      : result;
  }

  async mutantRun({ activeMutant, sandboxFileName, testFilter, hitLimit, mutantActivation, reloadEnvironment }) {
    // What runs while modules load must see the mutant then; the rest sees it once the tests run.
    const isStatic = mutantActivation === "static";
    for (const folders of isStatic ? [nearest(sandboxFileName), specs] : [specs]) {
      if (folders === undefined) continue;
      Object.assign(this.#context, { hitLimit, hitCount: hitLimit === undefined ? undefined : 0 });
      this.#context.activeMutant = isStatic ? activeMutant.id : undefined;
      try {
        if (reloadEnvironment) this.#load(folders);
      } catch (error) {
        // Said here, or Stryker tries the same twice more, each time with a new process.
        return { status: MutantRunStatus.Error, errorMessage: String(error?.message ?? error) };
      }
      this.#context.activeMutant = activeMutant.id;
      const result = toMutantRunResult(await this.#run(testFilter, false, true), true);
      if (folders === specs || result.status !== MutantRunStatus.Survived) return result;
    }
  }

  /** Loads the tests, and what they test, anew. */
  #load(folders) {
    const own = Object.keys(this.#require.cache).filter((file) => !file.includes("/node_modules/"));
    for (const file of own) delete this.#require.cache[file];
    // Loaded once and run again and again. How long a mutant may take is Stryker's: a busy machine must not end one.
    this.#mocha = new Mocha({ reporter: function silent() {}, timeout: 60_000 }).cleanReferencesAfterRun(false);
    this.#mocha.lazyLoadFiles(true);
    for (const folder of folders.map((path) => join(process.cwd(), path))) {
      const files = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith(".spec.ts"));
      for (const file of files.sort()) this.#mocha.addFile(join(folder, file));
    }
    this.#mocha.loadFiles();
  }

  #run(only, perTest = false, bail = false) {
    const wanted = only && new Set(only);
    const tests = [];
    return new Promise((resolve) => {
      this.#mocha.grep({ test: (title) => wanted === undefined || wanted.has(title) });
      const runner = this.#mocha.run(() => {
        this.#context.currentTestId = undefined;
        const limit = determineHitLimitReached(this.#context.hitCount, this.#context.hitLimit);
        resolve(limit ?? { status: DryRunStatus.Complete, tests });
      });
      runner.on("test", (test) => {
        test.startedAt = performance.now();
        if (perTest) this.#context.currentTestId = test.fullTitle();
      });
      runner.on("pass", (test) => tests.push(result(test, { status: TestStatus.Success })));
      runner.on("fail", (test, error) => {
        tests.push(result(test, { status: TestStatus.Failed, failureMessage: String(error?.message ?? error) }));
        if (bail) runner.abort();
      });
    });
  }
}

/** The tests that most likely find a mutant of a rule: those of its topic. Loading all of them takes seconds. */
function nearest(file) {
  const [policy, rules, topic] = relative(process.cwd(), file).split(sep);
  const folder = `tests/policy/rules/${topic}`;
  return policy === "policy" && rules === "rules" && existsSync(folder) ? [folder] : undefined;
}

const result = (test, outcome) => ({
  id: test.fullTitle(),
  name: test.fullTitle(),
  timeSpentMs: performance.now() - (test.startedAt ?? performance.now()),
  ...outcome,
});
