import { hasPort } from "../../../aws/ports";
import {
  databasePathReads,
  databasePort,
  exposures,
  groupsNamed,
  groupsOfDatabase,
  groupsOfGateway,
  proxiesBefore,
  proxyReads,
  rulesOfGroup,
  type Exposure,
  type HeldRule,
} from "../../../resources/database-path";
import type { Field } from "../../../resources/field";
import { ingressReads, portsOf, type TrafficRule } from "../../../resources/security-group-rules";
import type { Link, Stack } from "../../../resources/stack";
import { strings } from "../../framework/knobs";
import { type Finding, rule } from "../../framework/rule";

export const rdsSgOnlyFromGateway = rule({
  id: "rds-sg-only-from-gateway",
  sentence: "A database shared over Lattice admits its resource gateway, its proxies, and nobody else.",
  why: "Whoever else the database's security group admits goes round Lattice: unshared, unlogged and unrevoked.",
  fix: "Let the database's security group admit only the gateway's security group, or its proxy's, on the database's port.",
  severity: "high",
  level: "mandatory",
  controls: [],
  url: "https://docs.aws.amazon.com/vpc-lattice/latest/ug/resource-gateway.html",
  knobs: {
    extraSourceSgs: strings([], "Ids, or names within the stack, of further security groups a database may admit."),
  },
  reads: { ...ingressReads, ...databasePathReads, ...proxyReads },
  checkStack(stack, { knobs }) {
    const findings = exposures(stack)
      .flatMap(behindProxies(stack))
      .flatMap(({ exposure, proxies }) => {
        const fronts = proxies.map((proxy) => groupsOfDatabase(stack, proxy));
        const allowed = exposure.gateway && together([groupsOfGateway(stack, exposure.gateway), ...fronts]);
        const held = groupsOfDatabase(stack, exposure.database).resources.flatMap((group) => {
          return rulesOfGroup(stack, group, "ingress");
        });
        return held
          .filter(({ traffic }) => touchesPort(traffic, exposure))
          .flatMap((it) => strangers(stack, it, allowed, knobs.extraSourceSgs).map((at) => finding(it, at, exposure)));
      });
    // Several configurations may lead to one database.
    return [...new Map(findings.map((it) => [`${it.resource?.urn ?? ""} ${it.what} ${pathOf(it)}`, it])).values()];
  },
});

/**
 * A database with the proxies before it, whose groups it admits, and each of those proxies as a database of its own: what
 * they admit gets to it too.
 */
const behindProxies = (stack: Stack) => (exposure: Exposure) => {
  const proxies = proxiesBefore(stack, exposure.database);
  return [
    { exposure, proxies },
    ...proxies.map((proxy) => ({ exposure: { ...exposure, database: proxy }, proxies: [] })),
  ];
};

function together(links: readonly Link[]): Link {
  return {
    resources: links.flatMap(({ resources }) => resources),
    foreign: links.flatMap(({ foreign }) => foreign),
    certain: links.every(({ certain }) => certain),
  };
}

const pathOf = ({ at }: Finding): string => (typeof at === "string" ? at : at.path);

const finding = ({ holder }: HeldRule, at: Field, { database }: Exposure): Finding => ({
  resource: holder,
  at,
  what: `admits another source than the gateway to ${database.name}`,
});

function touchesPort(traffic: TrafficRule, { database }: Exposure): boolean {
  const ports = portsOf(traffic);
  const port = databasePort(database);
  if (ports === "none") return false;
  return ports === undefined || port === undefined || hasPort(ports, port);
}

/** The sources of a rule that are certainly not the gateway. */
function strangers(stack: Stack, { holder, traffic }: HeldRule, allowed: Link | undefined, extra: readonly string[]) {
  const { blocks, prefixLists, self, groups } = traffic;
  const others = groups.filter((field) => {
    const named = groupsNamed(stack, holder, field);
    // The gateway of another stack, or one whose groups are still open, may carry any group.
    if (!named.certain || allowed?.certain !== true) return false;
    const known = [...allowed.foreign, ...extra];
    return !(
      named.resources.some((group) => allowed.resources.includes(group) || extra.includes(group.name)) ||
      named.foreign.some((id) => known.includes(id))
    );
  });
  return [...blocks, ...prefixLists, ...(self.flag() === true ? [self] : []), ...others];
}
