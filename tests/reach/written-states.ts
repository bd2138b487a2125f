import { createHash } from "node:crypto";
import type { Topology } from "../../reachability/topology";
import { region, type Choose, type Written } from "./written";
import { lattice } from "./written-lattice";
import { network } from "./written-network";
import { sharing } from "./written-shares";

/**
 * Ids and ARNs as AWS makes them, in place of the short ones that tests of the model have.
 * @param cloud Other ids for another cloud.
 */
export function withRealIds<T>(value: T, cloud = ""): T {
  const text = JSON.stringify(value)
    .replace(/"arn:(db-\d)"/g, `"arn:aws:rds:${region}:111111111111:db:$1"`)
    .replace(/"((?:vpc|subnet|sg|rgw|rcfg|sn|snra|snva|vpce)-[^"]*)"/g, (_, id: string) => `"${realId(id, cloud)}"`)
    .replace(
      /"arn:((?:rcfg|sn)-\d)"/g,
      (_, id: string) => `"arn:aws:vpc-lattice:${region}:111111111111:x/${realId(id, cloud)}"`,
    );
  return JSON.parse(text) as T;
}

function realId(id: string, cloud: string): string {
  return `${id.slice(0, id.indexOf("-"))}-${createHash("sha256")
    .update(id + cloud)
    .digest("hex")
    .slice(0, 17)}`;
}

/** The states of the accounts' stacks that would make this topology, of which nothing may be unknown. */
export function writtenStates(topology: Topology, choose: Choose): readonly string[] {
  const all = [...network(topology, choose), ...lattice(topology, choose), ...sharing(topology, choose)];
  return ["111111111111", "222222222222"].map((account) =>
    stateOf(
      account,
      all.filter((it) => it.account === account),
    ),
  );
}

function stateOf(account: string, written: readonly Written[]): string {
  const urn = (type: string, name: string) => `urn:pulumi:stack-${account}::project::${type}::${name}`;
  const providers = ["aws", "aws-native"].map((name) => ({
    urn: urn(`pulumi:providers:${name}`, "default"),
    type: `pulumi:providers:${name}`,
    id: `id-of-${name}`,
    inputs: { region, allowedAccountIds: JSON.stringify([account]) },
  }));
  const resources = written.map(({ type, id, props, told }, index) => ({
    urn: urn(type, `it-${index}`),
    type,
    id,
    provider: `${urn(`pulumi:providers:${type.slice(0, type.indexOf(":"))}`, "default")}::id`,
    inputs: props,
    outputs: { ...props, ...told },
  }));
  return JSON.stringify({ version: 3, deployment: { resources: [...providers, ...resources] } });
}
