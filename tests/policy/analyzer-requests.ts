import {
  AnalyzeRequest,
  AnalyzeStackRequest,
  AnalyzerPropertyDependencies,
  AnalyzerProviderResource,
  AnalyzerResource,
  AnalyzerResourceOptions,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import type { Node } from "./judge";

/** The URN a test's resource has, in stack dev of project shop. */
export const urnOf = (node: Pick<Node, "type" | "name">): string => `urn:pulumi:dev::shop::${node.type}::${node.name}`;

/** What the engine sends for one resource; unknown values travel as the SDK's sentinel texts. */
export function analyzeRequest(node: Node): AnalyzeRequest {
  const request = new AnalyzeRequest();
  return filled(request, node);
}

/** What the engine sends for a whole stack, with the dependencies of each property. */
export function analyzeStackRequest(nodes: readonly Node[]): AnalyzeStackRequest {
  const request = new AnalyzeStackRequest();
  request.setResourcesList(nodes.map((node) => stackResource(node, nodes)));
  return request;
}

function stackResource(node: Node, nodes: readonly Node[]): AnalyzerResource {
  const resource = filled(new AnalyzerResource(), node);
  for (const [property, names] of Object.entries(node.dependsOn)) {
    const targets = nodes.filter(({ name }) => names.includes(name));
    const dependencies = new AnalyzerPropertyDependencies();
    dependencies.setUrnsList(targets.map(urnOf));
    resource.getPropertydependenciesMap().set(property, dependencies);
  }
  return resource;
}

function filled<T extends AnalyzeRequest | AnalyzerResource>(message: T, node: Node): T {
  message.setType(node.type);
  message.setName(node.name);
  message.setUrn(urnOf(node));
  message.setProperties(structOf(node.props));
  const options = new AnalyzerResourceOptions();
  options.setProtect(node.options.protect ?? false);
  options.setIgnorechangesList([...(node.options.ignoreChanges ?? [])]);
  message.setOptions(options);
  if (node.options.provider) {
    const provider = new AnalyzerProviderResource();
    provider.setType("pulumi:providers:aws");
    provider.setName("default");
    provider.setUrn("urn:pulumi:dev::shop::pulumi:providers:aws::default");
    provider.setProperties(structOf(node.options.provider));
    message.setProvider(provider);
  }
  return message;
}

const structOf = (props: object): Struct =>
  Struct.fromJavaScript(JSON.parse(JSON.stringify(props)) as Record<string, JavaScriptValue>);
