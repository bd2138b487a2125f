import { createRequire } from "node:module";
import {
  AnalyzeRequest,
  type AnalyzeResponse,
  AnalyzeStackRequest,
  AnalyzerPropertyDependencies,
  AnalyzerResource,
  AnalyzerResourceOptions,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Policy } from "../../../policy/framework/pack";
import { dependencies, intrinsic, isRecord } from "../render/intrinsic";
import type { Rendered } from "../render/rendered";
import type { Finding } from "./finding";
import type { Program } from "./ours";

type Answer = (error: Error | null, response: AnalyzeResponse) => void;
type Rpc = (call: { request: unknown }, answer: Answer) => unknown;

// The SDK's own request handlers, which its type definitions leave out.
const server = createRequire(__filename)("@pulumi/policy/server") as Record<
  "makeAnalyzeRpcFun" | "makeAnalyzeStackRpcFun",
  (name: string, version: string, level: string, policies: readonly Policy[]) => Rpc
>;

/** What the SDK takes for a value that is not known before the update. */
const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const urnOf = ({ type, name }: Rendered): string => `urn:pulumi:compare::case::${type}::${name}`;

/** A case is a few resources, mostly without a database, so what surrounds one is judged by itself. */
export const comparedSettings = { surroundings: "everywhere" } as const;

/** What the pack says, in its default settings but for those above, when the engine asks it about programs in preview. */
export async function judged(policies: readonly Policy[], programs: readonly Program[]): Promise<readonly Finding[]> {
  const one = server.makeAnalyzeRpcFun("compare", "1.0.0", "advisory", policies);
  const all = server.makeAnalyzeStackRpcFun("compare", "1.0.0", "advisory", policies);
  const findings: Finding[] = [];
  for (const program of programs) {
    const { resources } = program;
    const requests = resources.map((resource) => filled(new AnalyzeRequest(), resource));
    const stack = new AnalyzeStackRequest();
    stack.setResourcesList(resources.map((resource) => withDependencies(resource, resources)));
    const responses = [...(await Promise.all(requests.map((it) => ask(one, it)))), await ask(all, stack)];
    for (const diagnostic of responses.flatMap((response) => response.getDiagnosticsList())) {
      const resource = resources.find((each) => urnOf(each) === diagnostic.getUrn())?.id;
      findings.push({
        case: program.case,
        check: diagnostic.getPolicyname(),
        ...(resource !== undefined && { resource }),
      });
    }
  }
  return findings;
}

const ask = (rpc: Rpc, request: unknown): Promise<AnalyzeResponse> =>
  new Promise((resolve, reject) => {
    rpc({ request }, (error, response) => {
      if (error) reject(error);
      else resolve(response);
    });
  });

function filled<T extends AnalyzeRequest | AnalyzerResource>(message: T, resource: Rendered): T {
  message.setType(resource.type);
  message.setName(resource.name);
  message.setUrn(urnOf(resource));
  message.setProperties(Struct.fromJavaScript(inPreview(resource.properties) as Record<string, JavaScriptValue>));
  message.setOptions(new AnalyzerResourceOptions());
  return message;
}

function withDependencies(resource: Rendered, all: readonly Rendered[]): AnalyzerResource {
  const message = filled(new AnalyzerResource(), resource);
  for (const [property, value] of Object.entries(resource.properties)) {
    const names = dependencies(value);
    const urns = new AnalyzerPropertyDependencies();
    urns.setUrnsList(all.filter(({ name }) => names.includes(name)).map(urnOf));
    message.getPropertydependenciesMap().set(property, urns);
  }
  return message;
}

/** What another resource is yet to give is unknown; what is `undefined` is not sent at all. */
function inPreview(value: unknown): unknown {
  if (intrinsic(value) !== undefined) return unknown;
  if (Array.isArray(value)) return value.map(inPreview);
  if (!isRecord(value)) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(members.map(([key, member]) => [key, inPreview(member)]));
}
