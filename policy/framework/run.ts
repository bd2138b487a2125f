import type { Configuration } from "./configuration";
import { Resource, type ResourceSource } from "../../resources/resource";
import type { Finding, Level, Rule } from "./rule";
import type { Settings } from "./settings";
import { isCentral } from "./surroundings";

/** Findings about one resource that wait until the stack is known. */
export interface Held {
  readonly resource: Resource;
  readonly findings: readonly Finding[];
}

/**
 * What the pack remembers from one of the engine's calls to the next: the engine asks about each resource by its inputs,
 * and in the end about the stack by its outputs.
 */
export class Run {
  configuration: Configuration = {};
  /** What was reported, for the last line. */
  readonly totals = { refused: 0, advised: 0, exempt: 0 };
  readonly #inputs = new Map<string, object>();
  readonly #held = new Map<string, Map<string, Held>>();
  readonly #reported = new Map<string, Set<string>>();
  #faultsTold = false;
  #besideDatabase = false;

  /** Notes a resource's inputs. */
  saw(source: ResourceSource): void {
    this.#inputs.set(source.urn, source.props);
    if (isCentral(new Resource(source))) this.#besideDatabase = true;
  }

  inputs(urn: string): object | undefined {
    return this.#inputs.get(urn);
  }

  /** Whether a rule about a database's surroundings has something to judge, by what has been seen so far. */
  judges(rule: Rule, settings: Settings, resources: readonly Resource[] = []): boolean {
    if (rule.surroundings !== true || settings.surroundings === "everywhere") return true;
    return this.#besideDatabase || resources.some(isCentral);
  }

  /** Puts findings off until the stack is asked about; an older answer about the resource is forgotten. */
  hold(rule: Rule, resource: Resource, findings: readonly Finding[]): void {
    const held = this.#held.get(rule.id) ?? new Map<string, Held>();
    this.#held.set(rule.id, held.set(resource.urn, { resource, findings }));
    this.#reported.get(rule.id)?.delete(resource.urn);
  }

  /** What a rule has put off; it is put off no longer. */
  release(rule: Rule): readonly Held[] {
    const held = [...(this.#held.get(rule.id)?.values() ?? [])];
    this.#held.delete(rule.id);
    return held.filter(({ findings }) => findings.length > 0);
  }

  markReported(rule: Rule, urn: string): void {
    this.#reported.set(rule.id, (this.#reported.get(rule.id) ?? new Set()).add(urn));
  }

  wasReported(rule: Rule, urn: string): boolean {
    return this.#reported.get(rule.id)?.has(urn) === true;
  }

  /** The level the engine gives a rule's findings. */
  level(rule: Rule): Level {
    const given = this.configuration[rule.id]?.enforcementLevel ?? rule.level;
    return given === "advisory" ? "advisory" : "mandatory";
  }

  /** True once for each configuration: its faults are told with the first resource. */
  toTellFaults(): boolean {
    const told = this.#faultsTold;
    this.#faultsTold = true;
    return !told;
  }

  configure(configuration: Configuration): void {
    this.configuration = configuration;
    this.#faultsTold = false;
    this.end();
  }

  /** Forgets what concerned one pass over the stack. */
  end(): void {
    this.#inputs.clear();
    this.#held.clear();
    this.#reported.clear();
    this.#besideDatabase = false;
    Object.assign(this.totals, { refused: 0, advised: 0, exempt: 0 });
  }
}
