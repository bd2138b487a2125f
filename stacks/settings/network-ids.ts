import { z } from "zod";

import { problem, shown, type ConfigProblem } from "../config-problem";
import { valueAt } from "../value-at";
import { schemasOf, text, type Setting } from "./setting";

const ids = (what: string) => z.array(text, `must be a list of ${what}`);

const fields = {
  /** The VPC. */
  vpcId: { schema: text, example: "vpc-0123456789abcdef0" },
  /** Subnets of the gateway, private, in two zones or more, one a zone. */
  gatewaySubnetIds: { schema: ids("subnet ids"), example: "subnet-0123456789abcdef0", path: ["[0]"] },
  /** Subnets of the databases that are made here, private, in two zones or more. */
  databaseSubnetIds: { schema: ids("subnet ids").exactOptional(), example: "subnet-0123456789abcdef0", path: ["[0]"] },
} satisfies Readonly<Record<string, Setting>>;

/** A network that is there already, in place of vpcCidr and subnets. */
export const networkIds = {
  network: {
    description:
      "Producer only, in place of vpcCidr and subnets: a VPC that is there already, vpcId, with the gateway's subnets, " +
      "gatewaySubnetIds, and those of databases that are made here, databaseSubnetIds; two zones or more, private.",
    schema: z.strictObject(schemasOf(fields), "must be a map with vpcId and gatewaySubnetIds").exactOptional(),
    example: "vpc-0123456789abcdef0",
    path: [".vpcId"],
    fields,
  },
} satisfies Readonly<Record<string, Setting>>;

/** A network by its ids, as far as it is of the right form. */
export interface NetworkIds {
  readonly vpcId: string;
  readonly gatewaySubnetIds: readonly string[];
  readonly databaseSubnetIds?: readonly string[];
}

/** What of a producer decides which network it needs. */
interface Given {
  readonly network?: { readonly [Key in keyof NetworkIds]?: NetworkIds[Key] | undefined } | undefined;
  readonly databases?: Readonly<Record<string, { readonly kind: string; readonly proxy?: unknown }>> | undefined;
}

/**
 * Whether the ids can be, and are all that is needed.
 * @param given The stack file's own values, in whatever form.
 */
export function networkIdsProblems(settings: Given, given: Readonly<Record<string, unknown>>): ConfigProblem[] {
  const { network, databases = {} } = settings;
  if (given["network"] === undefined) return foreignProblems(databases);
  const ranges = ["vpcCidr", "subnets", "awsEndpoints"].filter((key) => given[key] !== undefined);
  const beside = [...ranges, ...["networkAcls", "ipv6"].filter((key) => given[key] === true)];
  const made = Object.values(databases).filter(({ kind, proxy }) => kind !== "existing" || proxy !== undefined);
  const isSaid = network === undefined || valueAt(given, ["network", "databaseSubnetIds"]) !== undefined;
  return [
    ...beside.map((key) => ({
      ...problem([key], "must be left out beside network, which is there already"),
      remove: true,
    })),
    ...idProblems(["network", "vpcId"], network?.vpcId, "vpc"),
    ...[network?.gatewaySubnetIds, network?.databaseSubnetIds].flatMap((subnets = [], index) =>
      subnets.flatMap((id, place) =>
        idProblems(["network", index === 0 ? "gatewaySubnetIds" : "databaseSubnetIds", place], id, "subnet"),
      ),
    ),
    ...countProblems("gatewaySubnetIds", network?.gatewaySubnetIds),
    ...countProblems("databaseSubnetIds", network?.databaseSubnetIds),
    ...(!isSaid && made.length > 0
      ? [problem(["network", "databaseSubnetIds"], "must be there for the databases that are made here, got nothing")]
      : []),
  ];
}

/** Which they are only a person can choose. */
function countProblems(key: string, ids: readonly string[] | undefined): ConfigProblem[] {
  if (ids === undefined || ids.length >= 2) return [];
  const text = `must be two subnet ids or more, in different zones, got ${shown(ids)}`;
  return [{ ...problem(["network", key], text), edits: [] }];
}

/** A database that is there already is in no network that is made here. */
function foreignProblems(databases: NonNullable<Given["databases"]>): ConfigProblem[] {
  const names = Object.entries(databases).flatMap(([name, { kind }]) => (kind === "existing" ? [name] : []));
  if (names.length === 0) return [];
  const text = `must be the VPC of the existing ${names.join(", ")}, got nothing (a VPC that is made here holds none of them)`;
  return [problem(["network", "vpcId"], text)];
}

function idProblems(path: readonly PropertyKey[], id: string | undefined, kind: string): ConfigProblem[] {
  if (id === undefined || new RegExp(`^${kind}-[0-9a-f]{8}(?:[0-9a-f]{9})?$`).test(id)) return [];
  return [
    problem(
      path,
      `must be the id of a ${kind === "vpc" ? "VPC" : kind}, such as ${kind}-0123456789abcdef0, got ${shown(id)}`,
    ),
  ];
}
