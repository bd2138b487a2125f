import type { Client } from "../../reachability/client";
import type { Field } from "../../resources/field";
import type { ListedClient } from "./clients";
import type { Source } from "../source";

/**
 * The outputs by which stacks describe their clients: objects with `vpcId`, `subnetIds` and `securityGroupIds`, and
 * `accountId` and `region`, as this project's programs have them. Of others nothing is assumed.
 */
export function clientOutputs(sources: readonly Source[]): readonly ListedClient[] {
  return sources.flatMap(({ stack }) => {
    const own = stack.resources.find(({ type }) => type === "pulumi:pulumi:Stack");
    return (own?.properties() ?? []).flatMap((name): readonly ListedClient[] => {
      const places = own === undefined ? [] : placesIn(own.get(name));
      return places.length === 0 ? [] : [{ kind: "stack output", id: name, urn: own?.urn ?? "", places }];
    });
  });
}

function placesIn(output: Field): readonly Client[] {
  if (!output.isObject()) return [];
  const [account, region, vpcId] = ["accountId", "region", "vpcId"].map((key) => output.get(key).text());
  const subnetIds = textsOf(output.get("subnetIds"));
  const securityGroupIds = textsOf(output.get("securityGroupIds"));
  if (account === undefined || region === undefined || vpcId === undefined) return [];
  return subnetIds.map((subnetId) => ({ account, region, vpcId, subnetId, securityGroupIds }));
}

const textsOf = (field: Field): readonly string[] => field.items().flatMap((item) => item.text() ?? []);
