import { anything, flag, integer, listOf, mapOf, number, object, output, text } from "../fields";
import type { Field, Fields } from "../fields";
import { nestedName, sdkName } from "./sdk-name";
import type { Property, PropertyType, Resource, Specification } from "./specification";

/** The properties of a CloudFormation type as the SDK spells them, with what the specification says of each. */
export function fieldsOf(resource: Resource, specification: Specification): Fields {
  const named = nameProperty(resource);
  const inputs = Object.entries(resource.properties).map(([key, property]) => {
    const field = fieldOf(property, specification);
    // The provider names what has no name, so the name is never required.
    const automatic = { ...field, required: false, autoName: { maxLength: Infinity } };
    return [sdkName(key), key === named ? automatic : field] as const;
  });
  // `Endpoint.Address` and `Endpoint.Port` are one output: `endpoint`.
  const attributes = Object.entries(resource.attributes).map(([key, attribute]) => {
    const [first = key, ...rest] = key.split(".");
    const field = rest.length > 0 ? anything() : fieldOfType(attribute.type, specification);
    return [sdkName(first), output(field)] as const;
  });
  return { ...Object.fromEntries(attributes), ...Object.fromEntries(inputs) };
}

/** The one property the provider names by itself: `Name`, `<Type>Name`, or the only `<end of the type>Name`. */
function nameProperty({ name, properties }: Resource): string | undefined {
  const texts = Object.entries(properties)
    .filter(([, { type }]) => type.type === "string" && !("allowedValues" in type))
    .map(([key]) => key);
  const type = name.toLowerCase();
  const exact = (wanted: string): string | undefined => texts.find((key) => key.toLowerCase() === wanted);
  const endings = texts.filter((key) => /name$/i.test(key) && type.endsWith(key.slice(0, -4).toLowerCase()));
  return exact("name") ?? exact(`${type}name`) ?? (endings.length === 1 ? endings[0] : undefined);
}

function fieldOf(property: Property, specification: Specification): Field {
  return {
    ...fieldOfType(property.type, specification),
    ...(property.required === true && { required: true }),
    ...(property.causesReplacement === "yes" && { replaces: true }),
  };
}

function fieldOfType(type: PropertyType, specification: Specification): Field {
  switch (type.type) {
    case "string":
      return text(type.allowedValues === undefined ? {} : { oneOf: type.allowedValues });
    case "boolean":
      return flag();
    case "integer":
      return integer();
    case "number":
      return number();
    case "array":
      return listOf(fieldOfType(type.element, specification));
    case "map":
      return mapOf(fieldOfType(type.element, specification));
    case "tag":
      return object({ key: text({ required: true }), value: text({ required: true }) });
    case "ref":
      return objectOf(type.reference, specification);
    case "date-time":
      return text();
    // A union may be any of its members, and JSON is whatever the service makes of it.
    case "json":
    case "union":
    case "null":
      return anything();
  }
}

/** Types may contain themselves (a rule within a rule), so their properties are read when they are first needed. */
function objectOf(reference: { readonly $ref: string }, specification: Specification): Field {
  let fields: Fields | undefined;
  return {
    shape: {
      kind: "object",
      get fields(): Fields {
        return (fields ??= Object.fromEntries(
          Object.entries(specification.properties(reference)).map(([key, property]) => [
            nestedName(key),
            fieldOf(property, specification),
          ]),
        ));
      },
    },
  };
}
