import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import * as plugin from "@pulumi/pulumi/proto/plugin_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { ControlSocket } from "../../socket/control-socket";
import { RequestError } from "../../ground/request-error";
import type * as requests from "../requests";
import { diffConfig, diffResponse, failuresOf, properties, struct, withoutSecrets } from "./messages";
import { unary } from "./unary";

/** Pulumi's resource provider protocol (pulumi/proto/provider.proto), answered by the local cloud. */
export function providerService(provider: string, cloud: ControlSocket): UntypedServiceImplementation {
  let scope: requests.Scope | undefined;
  let version = "";
  const scopeNow = (): requests.Scope => {
    if (scope === undefined) throw new RequestError(`the ${provider} provider is used before it is configured`);
    return scope;
  };
  const common = (request: { getType(): string; getName(): string; getUrn(): string }): requests.ResourceRequest => ({
    provider,
    scope: scopeNow(),
    urn: request.getUrn(),
    type: request.getType() || typeOf(request.getUrn()),
    name: request.getName() || nameOf(request.getUrn()),
  });
  const ask = <Answer>(verb: string, request: object): Promise<Answer> => cloud.post(`/providers/${verb}`, request);

  return {
    handshake: unary((request: proto.ProviderHandshakeRequest) => {
      version = versionOf(request.getRootDirectory() ?? "");
      const response = new proto.ProviderHandshakeResponse();
      response.setSupportsAutonamingConfiguration(true);
      return response;
    }),
    getSchema: unary(() => {
      const response = new proto.GetSchemaResponse();
      response.setSchema(JSON.stringify({ name: provider }));
      return response;
    }),
    getPluginInfo: unary(() => {
      const response = new plugin.PluginInfo();
      response.setVersion(version);
      return response;
    }),
    attach: unary(() => new Empty()),
    cancel: unary(() => new Empty()),

    checkConfig: unary((request: proto.CheckRequest) => {
      const response = new proto.CheckResponse();
      response.setInputs(request.getNews());
      return response;
    }),
    diffConfig: unary((request: proto.DiffRequest) => diffConfig(request)),
    configure: unary(async (request: proto.ConfigureRequest) => {
      const config = withoutSecrets(properties(request.getArgs()));
      scope = await ask<requests.Scope>("configure", { provider, config } satisfies requests.ConfigureRequest);
      const response = new proto.ConfigureResponse();
      response.setSupportspreview(true);
      response.setSupportsAutonamingConfiguration(true);
      return response;
    }),

    check: unary(async (request: proto.CheckRequest) => {
      const autonaming = autonamingOf(request);
      const answer = await ask<requests.CheckAnswer>("check", {
        ...common(request),
        olds: properties(request.getOlds()),
        news: properties(request.getNews()),
        randomSeed: Buffer.from(request.getRandomseed_asU8()).toString("hex"),
        ...(autonaming && { autonaming }),
      } satisfies requests.CheckRequest);
      const response = new proto.CheckResponse();
      response.setInputs(struct(answer.inputs));
      response.setFailuresList(failuresOf(answer.failures));
      return response;
    }),
    diff: unary(async (request: proto.DiffRequest) => {
      const answer = await ask<requests.DiffAnswer>("diff", {
        ...common(request),
        id: request.getId(),
        oldInputs: properties(request.getOldInputs()),
        oldOutputs: properties(request.getOlds()),
        news: properties(request.getNews()),
      } satisfies requests.DiffRequest);
      return diffResponse(answer);
    }),
    create: unary(async (request: proto.CreateRequest) => {
      const answer = await ask<requests.CreateAnswer>("create", {
        ...common(request),
        inputs: properties(request.getProperties()),
        preview: request.getPreview(),
      } satisfies requests.CreateRequest);
      // Until it hears this, the local cloud takes back what it has made when it is killed.
      if (!request.getPreview()) await ask("taken", { urn: request.getUrn() });
      const response = new proto.CreateResponse();
      response.setId(answer.id);
      response.setProperties(struct(answer.properties));
      return response;
    }),
    read: unary(async (request: proto.ReadRequest) => {
      const inputs = request.getInputs();
      const answer = await ask<requests.ReadAnswer>("read", {
        ...common(request),
        id: request.getId(),
        ...(inputs && { inputs: properties(inputs) }),
        properties: properties(request.getProperties()),
      } satisfies requests.ReadRequest);
      const response = new proto.ReadResponse();
      // Without properties at all: to the engine, empty ones are a resource that has none.
      if (answer.id === "") return response;
      response.setId(answer.id);
      response.setInputs(struct(answer.inputs));
      response.setProperties(struct(answer.properties));
      return response;
    }),
    update: unary(async (request: proto.UpdateRequest) => {
      const answer = await ask<requests.UpdateAnswer>("update", {
        ...common(request),
        id: request.getId(),
        oldOutputs: properties(request.getOlds()),
        news: properties(request.getNews()),
        preview: request.getPreview(),
      } satisfies requests.UpdateRequest);
      const response = new proto.UpdateResponse();
      response.setProperties(struct(answer.properties));
      return response;
    }),
    delete: unary(async (request: proto.DeleteRequest) => {
      await ask("delete", {
        ...common(request),
        id: request.getId(),
        properties: properties(request.getProperties()),
      } satisfies requests.DeleteRequest);
      return new Empty();
    }),
    invoke: unary(async (request: proto.InvokeRequest) => {
      const answer = await ask<requests.InvokeAnswer>("invoke", {
        provider,
        scope: scopeNow(),
        token: request.getTok(),
        args: properties(request.getArgs()),
      } satisfies requests.InvokeRequest);
      const response = new proto.InvokeResponse();
      response.setReturn(struct(answer.result));
      response.setFailuresList(failuresOf(answer.failures));
      return response;
    }),
  };
}

const modes = ["propose", "enforce", "disable"] as const;

function autonamingOf(request: proto.CheckRequest): requests.CheckRequest["autonaming"] {
  const options = request.getAutonaming();
  return options && { proposedName: options.getProposedName(), mode: modes[options.getMode()] };
}

/** The engine finds a plugin in a folder such as `resource-aws-v7.48.0`, and expects to hear that version of it. */
function versionOf(folder: string): string {
  return /-v(\d[^/\\]*)$/.exec(folder)?.[1] ?? "";
}

/** `urn:pulumi:stack::project::parent$type::name` */
function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

function typeOf(urn: string): string {
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}
