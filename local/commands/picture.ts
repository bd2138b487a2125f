import type { Explanation } from "../../reachability/explain";
import type { HopCode } from "../../reachability/hop";
import { isUnknown } from "../../reachability/maybe";

/** The path of a connection through VPC Lattice, drawn for a terminal: what it passes, and each hop's verdict between. */
export function picture(explanation: Explanation): string {
  const { client, database, through } = explanation;
  const carried = client.securityGroupIds.length === 0 ? "no security group" : client.securityGroupIds.join(", ");
  return [
    `account ${client.account}`,
    `  client in ${client.subnetId ?? client.vpcId ?? "no VPC"}, carrying ${carried}`,
    arrow(explanation, "client-egress"),
    `  VPC association ${through.vpcAssociationId ?? "(none)"}`,
    arrow(explanation, "vpc-association"),
    `  service network ${through.networkId ?? "(none)"}`,
    arrow(explanation, "resource-association"),
    `  resource association ${through.resourceAssociationId ?? "(none)"}`,
    arrow(explanation, "share-names-account", "═"),
    `account ${database.account}`,
    `  resource configuration ${through.configurationId ?? "(none)"}`,
    arrow(explanation, "resource-configuration"),
    `  resource gateway ${through.gatewayId ?? "(none)"}`,
    arrow(explanation, "gateway"),
    arrow(explanation, "database-ingress"),
    `  database ${database.name}, port ${isUnknown(database.port) ? "unknown" : database.port}`,
  ].join("\n");
}

const marks = { open: "✓", blocked: "✗", unknown: "?" } as const;

function arrow({ hops }: Explanation, code: HopCode, line = "│"): string {
  const hop = hops.find((candidate) => candidate.code === code);
  return hop === undefined ? `    ${line}` : `    ${line} ${marks[hop.verdict]} ${hop.reason}`;
}
