import * as pulumi from "@pulumi/pulumi";
import type { StackResourceSource } from "../../resources/stack";
import program from "../../stacks";
import { awsAnswer } from "../components/aws-answer";
import type { Calls } from "../components/deploy";
import { stackValues } from "../stacks/stack-file";
import { type Props, unknown, wrapped } from "./judge";
import { takeErrorHooks } from "../components/mock-error-hooks";

/** A resource or component of the program as the SDK hands it to resource policies (`inputs`) and to stack policies (the rest). */
export interface RecordedResource extends StackResourceSource {
  readonly inputs: object;
}

export interface RecordedProgram {
  readonly resources: readonly RecordedResource[];
  readonly outputs: Props;
}

/**
 * Runs a committed stack without engine or AWS.
 *
 * @param preview Whether what AWS would answer is unknown, as before the first update.
 * @param producerOutputs What a consumer reads from the producer's stack.
 * @param change Other values than the stack file's.
 * @param answers What AWS says of what is there already.
 */
export async function recordProgram(
  stack: string,
  preview: boolean,
  producerOutputs: Props = {},
  change: Readonly<Record<string, unknown>> = {},
  answers: Calls = {},
): Promise<RecordedProgram> {
  const resources: RecordedResource[] = [];
  const newResource = ({ type, name, inputs }: pulumi.runtime.MockResourceArgs) => {
    const answer = awsAnswer(type, name);
    const later = Object.fromEntries(Object.keys(answer).map((key) => [key, unknown]));
    return { id: preview ? "" : `${name}-id`, state: { ...inputs, ...(preview ? later : answer) } };
  };
  const call = ({ token, inputs }: pulumi.runtime.MockCallArgs) =>
    answers[token]?.(inputs) ??
    (token === "aws:index/getAvailabilityZones:getAvailabilityZones"
      ? { names: ["eu-west-1a", "eu-west-1b", "eu-west-1c"], zoneIds: ["euw1-az1", "euw1-az2", "euw1-az3"] }
      : { name: inputs.name, outputs: producerOutputs });
  // Mocha asks for endless stack traces, and the SDK takes several a resource: most of a test's time.
  Error.stackTraceLimit = 10;
  await pulumi.runtime.setMocks({ newResource, call }, "lattice-db", stack, preview, "organization");
  takeErrorHooks();
  record(resources);
  pulumi.runtime.setAllConfig(stackValues(stack, change));
  const result = await program();
  const outputs = preview
    ? {}
    : await new Promise<Props>((resolve) => void pulumi.output(result as Props).apply(resolve));
  await pulumi.runtime.disconnect();
  return { resources, outputs };
}

/** What of the engine's registration requests is recorded: the mocks see neither dependencies nor options. */
interface Registration {
  getType(): string;
  getName(): string;
  getProtect(): boolean | undefined;
  getIgnorechangesList(): string[];
  getObject(): { toJavaScript(): object };
  getPropertydependenciesMap(): { forEach(each: (urns: { getUrnsList(): string[] }, property: string) => void): void };
}
interface Registered {
  getUrn(): string;
  getId(): string;
  getObject(): { toJavaScript(): object };
}
type Callback = (error: unknown, registered?: Registered) => void;

function record(resources: RecordedResource[]): void {
  const monitor = pulumi.runtime.getMonitor() as unknown as {
    registerResource: (request: Registration, callback: Callback) => Promise<void>;
  };
  const register = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request, callback) =>
    register(request, (error, registered) => {
      if (registered !== undefined) resources.push(recorded(request, registered));
      callback(error, registered);
    });
}

function recorded(request: Registration, registered: Registered): RecordedResource {
  const propertyDependencies: Record<string, { urn: string }[]> = {};
  request.getPropertydependenciesMap().forEach((urns, property) => {
    propertyDependencies[property] = urns.getUrnsList().map((urn) => ({ urn }));
  });
  const inputs = unwrapped(request.getObject().toJavaScript()) as object;
  const outputs = unwrapped(registered.getObject().toJavaScript()) as object;
  const id = request.getType().startsWith("aws-native:") ? {} : { id: registered.getId() || unknown };
  return {
    type: request.getType(),
    name: request.getName(),
    urn: registered.getUrn(),
    opts: { protect: request.getProtect() ?? false, ignoreChanges: request.getIgnorechangesList() },
    inputs: wrapped(inputs),
    props: wrapped({ ...outputs, ...id }),
    propertyDependencies,
  };
}

/** Policies see secrets as plain values. */
function unwrapped(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unwrapped);
  if (typeof value !== "object" || value === null) return value;
  if (secretMark in value) return unwrapped((value as { value?: unknown }).value);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, unwrapped(each)]));
}

const secretMark = "4dabf18193072939515e22adb298388d";
