import * as pulumi from "@pulumi/pulumi";

import { awsAnswer } from "./aws-answer";
import { takeErrorHooks } from "./mock-error-hooks";

/** A resource as the program registered it. */
interface Recorded {
  readonly type: string;
  readonly name: string;
  readonly inputs: pulumi.runtime.MockResourceArgs["inputs"];
  /** Known only of what was made with the options handed to the program. */
  readonly opts: pulumi.CustomResourceOptions;
}

/** Answers to function calls by token. */
export type Calls = Readonly<Record<string, (inputs: pulumi.runtime.MockCallArgs["inputs"]) => object>>;

/** What a program did. */
export interface Deployment<T = unknown> {
  readonly resources: readonly Recorded[];
  /** What the program returned, with the values of its outputs. */
  readonly outputs: T;
  /** The only resource of a type, or of a type and name. */
  readonly find: (type: string, name?: string) => Recorded;
  /** The URNs the mock monitor gave out: they pin parents as well as names. */
  readonly urns: readonly string[];
}

/** Runs a program without engine or AWS. */
export async function deploy<T>(
  program: (opts: pulumi.ComponentResourceOptions) => T | Promise<T>,
  calls: Calls = {},
  answer: (type: string, name: string) => object = awsAnswer,
): Promise<Deployment<pulumi.Unwrap<T>>> {
  const resources: Recorded[] = [];
  const options = new Map<string, pulumi.CustomResourceOptions>();
  const newResource = ({ type, name, inputs, id }: pulumi.runtime.MockResourceArgs) => {
    resources.push({ type, name, inputs, opts: options.get(`${type} ${name}`) ?? {} });
    return { id: id === undefined || id === "" ? `${name}-id` : id, state: { ...inputs, ...answer(type, name) } };
  };
  const call = ({ token, inputs }: pulumi.runtime.MockCallArgs) => {
    const called = calls[token];
    if (called === undefined) throw new Error(`unexpected call of ${token}`);
    return called(inputs);
  };
  // Mocha asks for endless stack traces, and the SDK takes several a resource: most of a test's time.
  Error.stackTraceLimit = 2;
  await pulumi.runtime.setMocks({ newResource, call }, "lattice-db", "test", false, "organization");
  takeErrorHooks();
  const result = await program({
    transformations: [({ type, name, opts }) => void options.set(`${type} ${name}`, opts)],
  });
  const outputs = await resolved(result);
  await pulumi.runtime.disconnect();
  return { resources, outputs, find: (type, name) => only(resources, type, name), urns: urns() };
}

function only(resources: readonly Recorded[], type: string, name: string | undefined): Recorded {
  const found = resources.filter((one) => one.type === type && (name === undefined || one.name === name));
  const [first] = found;
  if (found.length !== 1 || first === undefined) throw new Error(`${found.length} resources ${type} ${name ?? ""}`);
  return first;
}

/** What the outputs in a value hold. Unknown ones would never resolve, and without an engine there are none. */
function resolved<T>(value: T): Promise<pulumi.Unwrap<T>> {
  return new Promise((resolve, reject) => {
    const output = pulumi.output(value).apply(resolve) as pulumi.Output<void> & { promise(): Promise<void> };
    output.promise().catch(reject);
  });
}

function urns(): string[] {
  const monitor: unknown = pulumi.runtime.getMonitor();
  return [...(monitor as { resources: Map<string, unknown> }).resources.keys()].sort();
}
