import { RequestError } from "../ground/request-error";
import type { Handler, Handlers } from "../socket/handlers";
import type { Services } from "../services/services";
import { awsProvider } from "./aws/provider";
import { awsNativeProvider } from "./aws-native/provider";
import { Operations } from "./framework/operations";
import { randomProvider } from "./random/provider";
import { Creations, creationHandlers } from "./creations";
import type * as requests from "./requests";

/** Every provider of the local cloud. */
const providers = [awsProvider, awsNativeProvider, randomProvider];

type Answer = (operations: Operations, request: never) => unknown;

const verbs: Readonly<Record<string, Answer>> = {
  configure: (operations, request: requests.ConfigureRequest) => operations.configure(request),
  check: (operations, request: requests.CheckRequest) => operations.check(request),
  diff: (operations, request: requests.DiffRequest) => operations.diff(request),
  create: (operations, request: requests.CreateRequest) => operations.create(request),
  read: (operations, request: requests.ReadRequest) => operations.read(request),
  update: (operations, request: requests.UpdateRequest) => operations.update(request),
  delete: (operations, request: requests.DeleteRequest) => operations.delete(request),
  invoke: (operations, request: requests.InvokeRequest) => operations.invoke(request),
};

/** `POST /providers/<verb>`; the body names the provider. Only the plugin asks, with the types of `requests.ts`. */
export function providerHandlers(services: Services): Handlers {
  const creations = new Creations(services.store);
  const operations = new Map(providers.map((it) => [it.name, new Operations(it, services, creations)]));
  const handler =
    (answer: Answer): Handler =>
    async (body) => {
      const name = (body as { readonly provider?: string } | undefined)?.provider ?? "";
      const found = operations.get(name);
      if (found === undefined) throw new RequestError(`the local cloud has no provider "${name}"`);
      return await answer(found, body as never);
    };
  const answered = Object.entries(verbs).map(([verb, answer]) => [`POST /providers/${verb}`, handler(answer)]);
  return { ...(Object.fromEntries(answered) as Handlers), ...creationHandlers(creations) };
}
