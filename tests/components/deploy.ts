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
  /** Whether Pulumi refuses to delete or to replace it. */
  readonly isProtected: boolean;
}

/** Answers to function calls by token. */
export type Calls = Readonly<Record<string, (inputs: pulumi.runtime.MockCallArgs["inputs"]) => object>>;

/** What a resource has beside its inputs; an `id` where it is to have another one than NAME-id. */
export type Answer = (type: string, name: string) => object;

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
  answer: Answer = awsAnswer,
): Promise<Deployment<pulumi.Unwrap<T>>> {
  const resources: Recorded[] = [];
  const options = new Map<string, pulumi.CustomResourceOptions>();
  const guarded = new Set<string>();
  const newResource = ({ type, name, inputs, id }: pulumi.runtime.MockResourceArgs) => {
    const key = `${type} ${name}`;
    resources.push({ type, name, inputs, opts: options.get(key) ?? {}, isProtected: guarded.has(key) });
    const { id: ownId = `${name}-id`, ...state } = answer(type, name) as { readonly id?: string };
    return { id: id === undefined || id === "" ? ownId : id, state: { ...inputs, ...state } };
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
  noteProtection(guarded);
  const result = await program({
    transformations: [({ type, name, opts }) => void options.set(`${type} ${name}`, opts)],
  });
  const outputs = await resolved(result);
  await pulumi.runtime.disconnect();
  return { resources, outputs, find: (type, name) => only(resources, type, name), urns: urns() };
}

interface Registration {
  getType(): string;
  getName(): string;
  getProtect(): boolean;
}

/** The mock monitor hands the inputs on, and not what guards a resource. */
function noteProtection(guarded: Set<string>): void {
  const monitor = pulumi.runtime.getMonitor() as unknown as {
    registerResource: (request: Registration, ...rest: unknown[]) => unknown;
  };
  const register = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request, ...rest) => {
    if (request.getProtect()) guarded.add(`${request.getType()} ${request.getName()}`);
    return register(request, ...rest);
  };
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
