import type { Concern } from "./concerns";

/** A resource in the shape of CloudFormation. Values may be `{ Ref: id }` or `{ "Fn::GetAtt": [id, attribute] }`. */
export interface CaseResource {
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** One configuration, written once and shown to every tool in the form it reads. */
export interface Case {
  readonly concern: Concern;
  /** What is wrong with it or, of a good one, what it is. */
  readonly what: string;
  readonly bad: boolean;
  /** Good, but often taken for bad: where a false alarm is to be expected. */
  readonly trap: boolean;
  /** The resources on which a check about the concern counts. */
  readonly at: readonly string[];
  readonly resources: Readonly<Record<string, CaseResource>>;
  /** The mistake lies in a default of CloudFormation that Terraform's provider, and so `@pulumi/aws`, does not share. */
  readonly cloudFormationOnly: boolean;
}

type Resources = Case["resources"];

interface Options {
  /** Ids on which a check counts; the first resource if left out. */
  readonly at?: readonly string[];
  readonly cloudFormationOnly?: true;
}

const made =
  (bad: boolean, trap: boolean) =>
  (concern: Concern, what: string, resources: Resources, options: Options = {}): Case => ({
    concern,
    what,
    bad,
    trap,
    resources,
    at: options.at ?? Object.keys(resources).slice(0, 1),
    cloudFormationOnly: options.cloudFormationOnly ?? false,
  });

export const bad = made(true, false);
export const good = made(false, false);
export const trap = made(false, true);

export const resource = (type: string, properties: CaseResource["properties"]): CaseResource => ({ type, properties });

export const ref = (id: string) => ({ Ref: id });

export const att = (id: string, attribute: string) => ({ "Fn::GetAtt": [id, attribute] });
