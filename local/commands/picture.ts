import type { Explanation } from "../../reachability/explain";
import type { HopCode } from "../../reachability/hop-code";
import { isUnknown } from "../../reachability/maybe";
import { stations, type Station } from "../../reachability/stations";

/** The path of a connection, drawn for a terminal: what it passes, and each hop's verdict between. */
export function picture(explanation: Explanation): string {
  const { client, database } = explanation;
  const carried = client.securityGroupIds.length === 0 ? "no security group" : client.securityGroupIds.join(", ");
  let side: Station["side"] = "client";
  const lines = stations(explanation).flatMap((station) => {
    const crosses = station.side !== side;
    side = station.side;
    return [
      ...station.hops
        .filter((code) => isDrawn(explanation, code))
        .map((code) => arrow(explanation, code, code === "share-names-account" ? "═" : "│")),
      ...(crosses ? [`account ${database.account}`] : []),
      `  ${station.what} ${station.id ?? "(none)"}`,
    ];
  });
  const place = `  client in ${client.subnetId ?? client.vpcId ?? "no VPC"}, carrying ${carried}`;
  const port = `, port ${isUnknown(database.port) ? "unknown" : database.port}`;
  return [`account ${client.account}`, place, ...lines].join("\n") + port;
}

const marks = { open: "✓", blocked: "✗", unknown: "?" } as const;

/** Network ACLs and routes are drawn only where they are not open: most networks let all pass. */
function isDrawn({ hops }: Explanation, code: HopCode): boolean {
  if (!/-(network-acl|route)$/.test(code)) return true;
  return hops.some((hop) => hop.code === code && hop.verdict !== "open");
}

function arrow({ hops }: Explanation, code: HopCode, line: "│" | "═"): string {
  const hop = hops.find((candidate) => candidate.code === code);
  return hop === undefined ? `    ${line}` : `    ${line} ${marks[hop.verdict]} ${hop.reason}`;
}
