import type { CustomResource, CustomResourceOptions } from "@pulumi/pulumi";
import type { Token, Tokens } from "../../../resources/tokens";

/** One mistake in an otherwise secure program. */
export interface InsecureSetting {
  /** What the program has, as the end of the sentence "The first preview refuses …"; no two have the same. */
  readonly title: string;
  readonly mistake: Change | Addition | Configuration;
  readonly refusal: Refusal;
  /** Ids of further rules that the same mistake truly breaks. */
  readonly also?: readonly string[];
  /** The policy configuration it takes; without one the rule refuses as the pack comes. */
  readonly profile?: Profile;
}

/** The violation the preview must report, as the policy pack words it. */
export interface Refusal {
  /** The rule's id. */
  readonly rule: string;
  /** The name of the resource to blame, which is the only one that the rule blames. */
  readonly resource: string;
  /** How the message begins: the property's path and what is wrong there. */
  readonly says: string;
}

/** `strict` is the pack's own profile; `organisation` lists accounts and Regions (organisation.json). */
export type Profile = "strict" | "organisation";

/** Other arguments or options for a resource of the program. */
export interface Change {
  readonly type: Token;
  readonly name: string;
  /** The arguments to set instead of the program's; `undefined` leaves one out. */
  readonly set: (program: Program) => Readonly<Record<string, unknown>>;
  readonly options?: Readonly<CustomResourceOptions>;
}

/** Something that stands beside what the program makes. */
export interface Addition {
  readonly add: (program: Program) => unknown;
}

/** Values of the stack's file, by key. */
export interface Configuration {
  readonly config: Readonly<Record<string, unknown>>;
}

/** The producer's program, as a mistake sees it. */
export interface Program {
  /** A resource that the program has made by now. @throws Error if it has not. */
  readonly resource: <Resource extends CustomResource>(type: ResourceClass<Resource>, name: string) => Resource;
  /** The options of an aws-native resource: a provider of the stack's account and Region. */
  readonly native: CustomResourceOptions;
}

/** A resource's class, of which the test needs to recognise instances. */
export interface ResourceClass<Resource> {
  readonly isInstance: (value: unknown) => value is Resource;
}

/** Sets arguments of one of the program's resources. */
export const change = <T extends Token, Argument extends keyof Tokens[T]>(
  type: T,
  name: string,
  set: Readonly<Record<Argument, unknown>>,
): Change => changeFrom(type, name, () => set);

/** The same with values that depend on the program's other resources. */
export const changeFrom = <T extends Token, Argument extends keyof Tokens[T]>(
  type: T,
  name: string,
  set: (program: Program) => Readonly<Record<Argument, unknown>>,
): Change => ({ type, name, set });

/** Sets options of one of the program's resources. */
export const withOptions = (type: Token, name: string, options: CustomResourceOptions): Change => ({
  type,
  name,
  set: () => ({}),
  options,
});
