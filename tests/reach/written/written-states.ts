import { createHash } from "node:crypto";
import type { Topology } from "../../../reachability/topology";
import { arnOf, region, type Choose, type Written } from "./written";
import { lattice } from "./written-lattice";
import { network } from "./written-network";
import { sharing } from "./written-shares";

/**
 * Ids and ARNs as AWS makes them, in place of the short ones that tests of the model have.
 * @param cloud Other ids for another cloud.
 */
export function withRealIds<T>(value: T, cloud = ""): T {
  const text = JSON.stringify(value)
    .replace(/"arn:prx-1"/g, `"${arnOf("111111111111", "rds", "db-proxy:prx-1")}"`)
    .replace(/"arn:(db-\d)"/g, `"arn:aws:rds:${region}:111111111111:db:$1"`)
    .replace(ID, (_, id: string, kind: string) => `"${realId(id, kind, cloud)}"`)
    .replace(
      /"arn:((rcfg|sn)-[^"]*)"/g,
      (_, id: string, kind: string) => `"arn:aws:vpc-lattice:${region}:111111111111:x/${realId(id, kind, cloud)}"`,
    );
  return JSON.parse(text) as T;
}

const ID =
  /"((vpc|subnet|sg|rgw|rcfg|sn|snra|snva|vpce|acl|rtb|pcx|tgw-attach|tgw-rtb|tgw|nat|eni|vgw|vpn(?=-\d)|igw)-[^"]*)"/g;

function realId(id: string, kind: string, cloud: string): string {
  return `${kind}-${createHash("sha256")
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
