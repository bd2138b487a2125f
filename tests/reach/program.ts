import { unknownValue } from "../../resources/marks";
import { sourceFromPreview, sourceFromState, type Source } from "../../reach/source";

/** A resource of a program, for a state or a preview of it. */
export interface Declared {
  readonly type: string;
  readonly name: string;
  readonly id?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  /** What AWS tells beside the inputs. */
  readonly outputs?: Readonly<Record<string, unknown>>;
  /** Only read by the program. */
  readonly external?: boolean;
  /** Names of the resources that a property's value comes from. */
  readonly from?: Readonly<Record<string, readonly string[]>>;
}

/** The value of a property that nobody knows before the update. */
export const open = unknownValue;

const account = "111122223333";
const urnOf = ({ type, name }: Declared): string => `urn:pulumi:dev::shop::${type}::${name}`;

/** What the program's update left. Each resource is of one account and Region. */
export function stateOf(...declared: readonly Declared[]): Source {
  const resources = declared.map((it) => ({ ...stateIn(it, declared), id: it.id ?? it.name }));
  return sourceFromState(
    JSON.stringify({ version: 3, deployment: { resources: [...providers, ...resources] } }),
    "dev",
  );
}

/** What its first update means to make; of what has an id it means to keep it. */
export function previewOf(...declared: readonly Declared[]): Source {
  const steps = declared.map((it) => {
    const state = stateIn(it, declared);
    if (it.id === undefined) return { op: "create", urn: state.urn, newState: { ...state, outputs: undefined } };
    return { op: it.external === true ? "read" : "same", urn: state.urn, oldState: state, newState: state };
  });
  const config = { "aws:region": "eu-west-1", "aws:allowedAccountIds": `["${account}"]` };
  return sourceFromPreview(JSON.stringify({ config, steps }), "dev");
}

const packages = ["aws", "aws-native"] as const;

const providers = packages.map((name) => ({
  urn: `urn:pulumi:dev::shop::pulumi:providers:${name}::default`,
  type: `pulumi:providers:${name}`,
  id: `id-of-${name}`,
  inputs: { region: "eu-west-1", allowedAccountIds: `["${account}"]` },
}));

function stateIn(it: Declared, all: readonly Declared[]) {
  const { inputs = {}, outputs = {}, from = {}, external, id, type } = it;
  const urnNamed = (name: string): string => {
    const found = all.find((other) => other.name === name);
    if (found === undefined) throw new Error(`no ${name}`);
    return urnOf(found);
  };
  const dependencies = Object.entries(from).map(([key, names]) => [key, names.map(urnNamed)] as const);
  return {
    urn: urnOf(it),
    type,
    ...(id === undefined ? {} : { id }),
    ...(type.startsWith("aws") && {
      provider: `urn:pulumi:dev::shop::pulumi:providers:${type.slice(0, type.indexOf(":"))}::default::some-id`,
    }),
    inputs,
    outputs: { ...inputs, ...outputs },
    propertyDependencies: Object.fromEntries(dependencies),
    ...(external === undefined ? {} : { external }),
  };
}
