import type { Client } from "../../reachability/client";
import { isUnknown } from "../../reachability/maybe";
import type { Topology } from "../../reachability/topology";
import type { Field } from "../../resources/field";
import { stackNameOf, type Source } from "../source";

/** An output of a stack that says where something is, or names it. */
export interface Output {
  readonly stack: string;
  readonly name: string;
  /** What it names: an id or an ARN. */
  readonly text?: string;
  /** Of a client: one for each subnet it may be in. */
  readonly places?: readonly Client[];
}

/** What the stacks say of themselves. A preview has no outputs yet. */
export function outputsOf(sources: readonly Source[], topology: Topology): readonly Output[] {
  return sources.flatMap((source) => {
    const own = source.stack.resources.find(({ type }) => type === "pulumi:pulumi:Stack");
    const stack = stackNameOf(source)?.stack;
    if (own === undefined || stack === undefined) return [];
    return own.properties().flatMap((name) => outputOf(stack, name, own.get(name), topology));
  });
}

function outputOf(stack: string, name: string, field: Field, topology: Topology): readonly Output[] {
  const text = field.text();
  if (text !== undefined) return [{ stack, name, text }];
  const places = placesOf(field, topology);
  return places.length === 0 ? [] : [{ stack, name, places }];
}

/** As this program puts a client out: `{ accountId, region, vpcId, subnetIds, securityGroupIds }`. */
function placesOf(field: Field, { subnets }: Topology): readonly Client[] {
  const [account, region, vpcId] = ["accountId", "region", "vpcId"].map((key) => field.get(key).text());
  if (account === undefined || region === undefined || vpcId === undefined) return [];
  const client = { account, region, vpcId, securityGroupIds: texts(field.get("securityGroupIds")) };
  const ids = texts(field.get("subnetIds")).filter((id) => {
    const subnet = subnets.find((it) => it.id === id);
    return subnet === undefined || isUnknown(subnet.vpcId) || subnet.vpcId === vpcId;
  });
  return ids.length === 0 ? [client] : ids.map((subnetId) => ({ ...client, subnetId }));
}

function texts(field: Field): readonly string[] {
  return field.known ? field.items().flatMap((item) => item.text() ?? []) : [];
}
