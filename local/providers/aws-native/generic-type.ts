import { kind, type Entity } from "../../state/store";
import { AwsError } from "../../ground/aws-error";
import { NotModelledError } from "../../services/not-modelled";
import type { Fields } from "../fields";
import { resourceType, type Call, type Properties, type ResourceType } from "../resource-type";
import { fieldsOf } from "./fields-of";
import { sdkName, sdkToken } from "./sdk-name";
import type { Resource, Specification } from "./specification";

/**
 * A CloudFormation type that no service of the local cloud models: it is checked against AWS's specification and kept.
 * It has no behaviour; of its read-only attributes it has those that make up its identifier and its ARN.
 */
export function genericType(resource: Resource, specification: Specification): ResourceType {
  const { cloudFormationType } = resource;
  const stored = kind<Properties>(`cloud-formation:${cloudFormationType}`);
  const fields = fieldsOf(resource, specification);
  const keyOf = (call: Call, id: string): string => `${call.account}/${call.region}/${id}`;

  return resourceType<Fields>({
    token: sdkToken(cloudFormationType),
    label: cloudFormationType,
    fields,
    create: async (call, inputs) => {
      const properties = withIdentity(resource, inputs, call);
      const id = identifierOf(resource, properties);
      await call.services.store.transaction((transaction) => {
        if (transaction.get(stored, keyOf(call, id)) !== undefined) throw alreadyExists(cloudFormationType, id);
        transaction.put(entityOf(stored, keyOf(call, id), call, properties));
      });
      return id;
    },
    read: (call, id) => call.services.store.get(stored, keyOf(call, id))?.data,
    update: async (call, id, inputs) => {
      await call.services.store.transaction((transaction) => {
        const before = transaction.get(stored, keyOf(call, id));
        if (before === undefined) throw notFound(cloudFormationType, id);
        const identity = Object.fromEntries(Object.entries(before.data).filter(([key]) => fields[key]?.readOnly));
        transaction.put({ ...before, data: { ...inputs, ...identity } });
      });
    },
    delete: (call, id) => call.services.store.delete(stored, keyOf(call, id)),
  });
}

function entityOf(stored: string, id: string, call: Call, data: Properties): Entity<Properties> {
  const arn = typeof data.arn === "string" ? data.arn : `${stored}/${id}`;
  return { kind: stored, id, arn, account: call.account, region: call.region, data };
}

/** Why the identifier of a type could not be told, if so: some only the service itself makes up. */
export function unidentified(resource: Resource): string | undefined {
  const identifiers = resource.primaryIdentifier ?? [];
  if (identifiers.length === 0) return "the specification names no identifier";
  const made = identifiers.filter((key) => !Object.hasOwn(resource.properties, key));
  const strange = made.find((key) => !isId(key) && !(isArn(key) && isFillable(resource)));
  return strange && `its identifier has ${strange}, which only the service could tell`;
}

/** The inputs, and of the read-only attributes those that identify the resource. */
function withIdentity(resource: Resource, inputs: Properties, call: Call): Properties {
  const id = call.services.ids.hex(17);
  const arn = arnOf(resource, inputs, call, id);
  const identifiers = new Set(resource.primaryIdentifier ?? []);
  const made = Object.keys(resource.attributes).flatMap((key) => {
    if (key === "Arn" || (identifiers.has(key) && isArn(key))) return [[sdkName(key), arn] as const];
    return identifiers.has(key) && isId(key) ? [[sdkName(key), id] as const] : [];
  });
  return { ...inputs, ...Object.fromEntries(made.filter(([, value]) => value !== undefined)) };
}

function isId(key: string): boolean {
  return /Id(entifier)?$/.test(key);
}

function isArn(key: string): boolean {
  return /arn$/i.test(key);
}

/** By AWS's template; `undefined` where it has a part that neither a property nor a made-up id can fill. */
function arnOf(resource: Resource, inputs: Properties, call: Call, id: string): string | undefined {
  const fixed: Readonly<Record<string, string>> = { Partition: "aws", Region: call.region, Account: call.account };
  const parts = placeholders(resource).map((name) => {
    const property = propertyFor(resource, name);
    const value = property === undefined ? id : inputs[sdkName(property)];
    return [name, fixed[name] ?? value] as const;
  });
  if (!isFillable(resource) || parts.some(([, value]) => typeof value !== "string")) return undefined;
  const values = new Map(parts);
  return resource.arnTemplate?.replace(/\$\{(\w+)\}/g, (_, name: string) => String(values.get(name)));
}

/** Whether every part of the ARN's template is a property, a fixed word or an id. */
function isFillable(resource: Resource): boolean {
  const isKnown = (name: string): boolean =>
    ["Partition", "Region", "Account"].includes(name) || isId(name) || propertyFor(resource, name) !== undefined;
  return resource.arnTemplate !== undefined && placeholders(resource).every(isKnown);
}

function placeholders({ arnTemplate = "" }: Resource): readonly string[] {
  return [...arnTemplate.matchAll(/\$\{(\w+)\}/g)].map(([, name = ""]) => name);
}

/** The property that a part of a template means: `${BucketName}`, and `${GlobalTableName}` for `TableName`. */
function propertyFor({ properties }: Resource, placeholder: string): string | undefined {
  const wanted = placeholder.toLowerCase();
  const names = Object.keys(properties).filter((key) => key.length > 3);
  return names.find((key) => key.toLowerCase() === wanted) ?? names.find((key) => wanted.endsWith(key.toLowerCase()));
}

function identifierOf(resource: Resource, properties: Properties): string {
  const parts = (resource.primaryIdentifier ?? []).map((key) => {
    const value = properties[sdkName(key)];
    if (typeof value === "string" || typeof value === "number") return String(value);
    const what = `${resource.cloudFormationType} without ${sdkName(key)}`;
    throw new NotModelledError(what, "set it, since it is part of the identifier");
  });
  return parts.join("|");
}

function alreadyExists(type: string, id: string): AwsError {
  const message = `Resource of type '${type}' with identifier '${id}' already exists.`;
  return new AwsError("AlreadyExistsException", message);
}

function notFound(type: string, id: string): AwsError {
  return new AwsError("NotFoundException", `Resource of type '${type}' with identifier '${id}' was not found.`);
}
