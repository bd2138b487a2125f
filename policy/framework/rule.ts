import type { Field } from "../../resources/field";
import type { Resource } from "../../resources/resource";
import type { Stack } from "../../resources/stack";
import type { Reads } from "../../resources/reads";
import type { KnobValues, Knobs } from "./knobs";
import type { Settings } from "./settings";

export type Severity = "low" | "medium" | "high" | "critical";
export type Level = "advisory" | "mandatory";

/** One mistake in one place. */
export interface Finding {
  /** Where: a field (its path is shown), or the name of a property that is missing. */
  readonly at: Field | string;
  /** What is wrong there, as the end of a sentence that begins with the path: `is 0.0.0.0/0`. Never a secret's value. */
  readonly what: string;
  /** How to mend it, where the rule's general advice is not enough. */
  readonly fix?: string;
  /** Set on a finding that matters less than its rule: it warns even where the rule refuses (except in profile strict). */
  readonly advisory?: true;
  /** In a stack rule: the resource to blame. Without it the whole stack is. */
  readonly resource?: Resource;
}

/** What a rule about rules needs to know of the others. */
export interface Pack {
  readonly ids: ReadonlySet<string>;
  /** The properties of a type on which the pack's rules of medium severity and up depend. */
  readonly judged: (type: string) => ReadonlySet<string>;
}

export interface Context<K extends Knobs = Knobs> {
  readonly knobs: KnobValues<K>;
  readonly settings: Settings;
  readonly pack: Pack;
}

/** One idea over `@pulumi/aws` and `@pulumi/aws-native` types alike. */
export interface Rule<K extends Knobs = Knobs> {
  /** `thing-property`; also the policy's name in configuration. */
  readonly id: string;
  /** True of every good stack. */
  readonly sentence: string;
  /** What goes wrong otherwise. */
  readonly why: string;
  /** What to write instead. */
  readonly fix: string;
  readonly severity: Severity;
  /** The level in profile `default`. */
  readonly level: Level;
  /** Whether `relaxedStacks` may turn this rule into advice. */
  readonly relaxable?: true;
  /**
   * Set on a rule about what surrounds databases, and not about databases, shares, Lattice or what guards them: it judges
   * only stacks that have one of those, unless the setting `surroundings` says otherwise.
   */
  readonly surroundings?: true;
  /** Ids of the same control elsewhere: "FSBP RDS.2", "CIS 2.2.3", "checkov CKV_AWS_17", … */
  readonly controls: readonly string[];
  /** AWS's own page on the matter. */
  readonly url: string;
  readonly knobs?: K;
  /** The properties the rule reads, by resource type. */
  readonly reads: Reads;
  /** The types `check` is called for, where they are not just those in `reads`. */
  readonly appliesTo?: (type: string) => boolean;
  /** Judges one resource by its inputs; called for the types in `reads`. */
  check?(resource: Resource, context: Context<K>): Iterable<Finding>;
  /** Judges resources together, by their outputs, after the program has run. */
  checkStack?(stack: Stack, context: Context<K>): Iterable<Finding>;
  /** The properties to set so that `check` finds nothing; used only at level "remediate". */
  mend?(resource: Resource, context: Context<K>): Readonly<Record<string, unknown>>;
}

/** Gives a rule's `check` the types of its own knobs. */
export const rule = <K extends Knobs>(definition: Rule<K>): Rule<K> => definition;
