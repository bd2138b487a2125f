import { canonicalId } from "../../../reach/inventory/identifier";
import { Inventory } from "../../../reach/inventory/inventory";
import { sourceFromPreview, type Source } from "../../../reach/source";
import { standInsOf } from "../../../reach/stand-in";
import { unknownValue } from "../../../resources/marks";

interface Written {
  readonly urn: string;
  readonly type: string;
  readonly id: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/** What a value names: a resource of this stack or of another. */
interface Named {
  readonly stack: number;
  readonly urn: string;
}

/**
 * The previews of the first update that would leave these states: nothing has an id yet, and what names something of the
 * same stack is unknown and depends on it. What names another stack's is its stand-in.
 */
export function asPreviews(states: readonly string[]): readonly Source[] {
  const stacks = states.map(
    (text) => (JSON.parse(text) as { deployment: { resources: Written[] } }).deployment.resources,
  );
  const names = new Map<string, Named>();
  stacks.forEach((resources, stack) => {
    for (const it of resources) for (const name of namesOf(it)) names.set(name, { stack, urn: it.urn });
  });
  const blind = stacks.map((resources, stack) => previewOf(resources, stack, names, () => unknownValue));
  const standIns = new Map(new Inventory(blind).items.map((item) => [item.resource.urn, standInsOf(item)[0]]));
  return stacks.map((resources, stack) => {
    return previewOf(resources, stack, names, (urn) => standIns.get(urn) ?? unknownValue);
  });
}

function namesOf({ type, id, outputs = {} }: Written): readonly string[] {
  // Subnet groups are named by what the program calls them.
  if (type.startsWith("pulumi:") || /SubnetGroup$/.test(type)) return [];
  // What is adopted is named through whatever it came with, and an accepter goes by the id of what it accepts.
  if (/:(DefaultNetworkAcl|DefaultRouteTable|VpcPeeringConnectionAccepter)$/.test(type)) return [];
  const told = toldNames.map((key) => outputs[key]);
  const endpoint = (outputs["endpoint"] as { address?: unknown } | undefined)?.address;
  return [id, ...told, outputs["endpoint"], endpoint].flatMap((it) =>
    typeof it === "string" ? [canonicalId(it)] : [],
  );
}

const toldNames = [
  ...["arn", "dbInstanceArn", "dbClusterArn", "dbProxyArn", "address", "identifier", "readerEndpoint"],
  ...["defaultNetworkAclId", "defaultNetworkAcl", "defaultRouteTableId", "associationDefaultRouteTableId"],
];

function previewOf(
  resources: readonly Written[],
  stack: number,
  names: ReadonlyMap<string, Named>,
  standIn: (urn: string) => string,
): Source {
  const steps = resources.map(({ id: _, outputs: __, inputs, ...rest }) => {
    const propertyDependencies: Record<string, readonly string[]> = {};
    const planned = Object.entries(inputs).map(([key, value]) => {
      const found = new Set<string>();
      const blinded = mapTexts(value, (text) => {
        const named = names.get(canonicalId(text));
        if (named === undefined) return text;
        if (named.stack !== stack) return standIn(named.urn);
        found.add(named.urn);
        return unknownValue;
      });
      propertyDependencies[key] = [...found];
      return [key, blinded] as const;
    });
    const newState = { ...rest, inputs: Object.fromEntries(planned), propertyDependencies };
    return { op: "create", urn: rest.urn, newState };
  });
  return sourceFromPreview(JSON.stringify({ steps }), `preview ${stack}`);
}

function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((it) => mapTexts(it, change));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, it]) => [key, mapTexts(it, change)]));
}
