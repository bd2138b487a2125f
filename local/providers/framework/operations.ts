import { RequestError } from "../../ground/request-error";
import { AwsError } from "../../ground/aws-error";
import { NotModelledError } from "../../services/not-modelled";
import type { Services } from "../../services/services";
import type * as requests from "../requests";
import type { Call, Properties, ResourceType } from "../resource-type";
import { check } from "./check";
import { Creations } from "../creations";
import { diff } from "./diff";
import { plannedOutputs, stateOf, withSecrets } from "./outputs";
import { plain } from "./plain";
import type { Provider } from "./provider";
import { readInputs } from "./read-inputs";
import { problemsOf } from "./validate";

/** Pulumi's verbs for the resources and functions of one provider. */
export class Operations {
  constructor(
    private readonly provider: Provider,
    private readonly services: Services,
    private readonly creations: Creations = new Creations(services.store),
  ) {}

  configure(request: requests.ConfigureRequest): requests.Scope {
    return this.provider.configure(plain(request.config));
  }

  check(request: requests.CheckRequest): requests.CheckAnswer {
    return check(this.provider, this.typeOf(request), request, this.callOf(request));
  }

  diff(request: requests.DiffRequest): requests.DiffAnswer {
    return diff(this.typeOf(request), request);
  }

  async create(request: requests.CreateRequest): Promise<requests.CreateAnswer> {
    const type = this.typeOf(request);
    const inputs = plain(request.inputs);
    const call = this.callOf(request);
    if (request.preview) {
      return { id: "", properties: plannedOutputs(type.fields, { ...type.plan?.(call, inputs), ...inputs }) };
    }
    return inWords(`creating ${type.label}`, async () => {
      const { id, kept } = await this.creations.run(request.urn, async (store) => {
        const created = await type.create({ ...call, services: { ...this.services, store } }, inputs);
        return typeof created === "string" ? { id: created, kept: {} } : created;
      });
      // What Pulumi's state alone holds cannot be found by its id.
      if (Object.keys(kept).length > 0) await this.creations.forget(request.urn, id);
      return { id, properties: await this.stateNow(type, call, id, { ...inputs, ...kept }) };
    });
  }

  async read(request: requests.ReadRequest): Promise<requests.ReadAnswer> {
    const type = this.typeOf(request);
    const remembered = { ...plain(request.inputs ?? {}), ...plain(request.properties) };
    const call = this.callOf(request);
    const isImport = request.inputs === undefined && type.importId !== undefined;
    const id = isImport ? type.importId(call, request.id) : request.id;
    const found = await inWords(`reading ${type.label} (${request.id})`, async () =>
      id === undefined ? undefined : type.read(call, id, remembered),
    );
    if (id === undefined || found === undefined) return { id: "", inputs: {}, properties: {} };
    const inputs = readInputs(type.fields, request.inputs, { ...remembered, ...found });
    return {
      id,
      inputs: withSecrets(type.fields, inputs),
      properties: stateOf(type.fields, found, remembered),
    };
  }

  async update(request: requests.UpdateRequest): Promise<requests.UpdateAnswer> {
    const type = this.typeOf(request);
    const inputs = plain(request.news);
    const old = plain(request.oldOutputs);
    const call = this.callOf(request);
    if (request.preview) {
      return { properties: plannedOutputs(type.fields, { ...type.plan?.(call, inputs), ...inputs }, old) };
    }
    return inWords(`updating ${type.label} (${request.id})`, async () => {
      await type.update?.(call, request.id, inputs, old);
      return { properties: await this.stateNow(type, call, request.id, { ...old, ...inputs }) };
    });
  }

  async delete(request: requests.DeleteRequest): Promise<null> {
    const type = this.typeOf(request);
    await inWords(`deleting ${type.label} (${request.id})`, () =>
      type.delete(this.callOf(request), request.id, plain(request.properties)),
    );
    await this.creations.forget(request.urn, request.id);
    return null;
  }

  async invoke(request: requests.InvokeRequest): Promise<requests.InvokeAnswer> {
    const found = this.provider.function(request.token);
    if (found === undefined) throw new NotModelledError(request.token, "see local/README.md");
    const args = plain(request.args);
    const failures = problemsOf(request.token, found.fields, args);
    if (failures.length > 0) return { result: {}, failures };
    const call = this.callOf(request);
    return inWords(`invoking ${request.token}`, async () => ({ result: await found.invoke(call, args), failures }));
  }

  private async stateNow(type: ResourceType, call: Call, id: string, remembered: Properties): Promise<Properties> {
    const found = await type.read(call, id, remembered);
    if (found === undefined) throw new Error(`${type.token} ${id} is gone right after it was written`);
    return stateOf(type.fields, found, remembered);
  }

  private typeOf(request: requests.ResourceRequest): ResourceType {
    const type = this.provider.type(request.type);
    if (type === undefined) throw new NotModelledError(request.type, "see local/README.md");
    return type;
  }

  private callOf({ scope }: { readonly scope: requests.Scope }): Call {
    return { account: scope.account, region: scope.region, services: this.services };
  }
}

/** AWS's refusal as the AWS provider prints it: `creating VPC Lattice Service Network: ConflictException: …`. */
async function inWords<T>(doing: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AwsError) throw new RequestError(`${doing}: ${error.code}: ${error.message}`);
    throw error;
  }
}
