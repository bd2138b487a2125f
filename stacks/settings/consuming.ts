import { z } from "zod";

import { EndpointKind } from "../../components/access/database-access";
import type { Place } from "../../components/account/place";
import { parseIpv4Network } from "../../aws/ipv4-network";
import { configKey, NAMESPACE, problem, shown, type ConfigProblem } from "../config-problem";
import { text, yes, type Setting } from "./setting";

/** By what a consumer's clients come to databases. */
export const WAYS_OF_CONSUMING = ["association", EndpointKind.ServiceNetwork, EndpointKind.Resource] as const;
export type Consuming = (typeof WAYS_OF_CONSUMING)[number];

/** How a consumer's VPC is led to what is shared with it. */
export const consuming = {
  consume: {
    description:
      "Consumer only. By what clients come: association (the VPC's one with a service network), service-network-endpoint " +
      "(one endpoint in the client subnets, of 17 addresses and more in each), or resource-endpoint (one endpoint a " +
      "database, no service network). Another way breaks what is open.",
    schema: z.enum(WAYS_OF_CONSUMING, `must be ${WAYS_OF_CONSUMING.join(", ")}`).default("association"),
    example: "resource-endpoint",
  },
  endpointZones: {
    description: "Consumer only. Zone letters of the client subnets that have endpoints; none means all.",
    schema: z.array(text, "must be a list of zone letters").default([]),
    example: "a",
    path: ["[0]"],
  },
  privateDns: {
    description:
      "Consumer only. Has the VPC resolve the databases' names where AWS wants to be asked: those of RDS Proxies and " +
      "domain names, and with endpoints those of databases.",
    schema: yes.default(true),
    example: true,
  },
  serviceNetwork: {
    description:
      "Consumer only. A service network of this account that is there already, by its id or ARN, in place of one of the " +
      "stack's own. Nothing of it is changed, so that its access log is for its owner to have.",
    schema: text.exactOptional(),
    example: "sn-0123456789abcdef0",
  },
} satisfies Readonly<Record<string, Setting>>;

interface Given {
  readonly consume?: Consuming | undefined;
  readonly endpointZones?: readonly string[] | undefined;
  readonly serviceNetwork?: string | undefined;
  readonly subnets?: Readonly<Record<string, Readonly<Record<string, string>>>> | undefined;
}

/** Whether the way can be, in this account and with these subnets. */
export function consumingProblems(settings: Given, place: Place | undefined): ConfigProblem[] {
  const { serviceNetwork, consume } = settings;
  return [
    ...zoneProblems(settings),
    ...roomProblems(settings),
    ...(serviceNetwork === undefined ? [] : serviceNetworkProblems(serviceNetwork, consume, place)),
  ];
}

function zoneProblems({ consume, endpointZones = [], subnets }: Given): ConfigProblem[] {
  if (endpointZones.length === 0) return [];
  const remove = (index: number, text: string) => ({
    ...problem(["endpointZones", index], text),
    edits: [{ key: configKey(NAMESPACE, ["endpointZones", index]) }],
  });
  if (consume === "association") {
    return [{ ...problem(["endpointZones"], NO_ENDPOINTS), edits: [{ key: configKey(NAMESPACE, ["endpointZones"]) }] }];
  }
  const zones = subnets?.["client"];
  return endpointZones.flatMap((zone, index) => {
    if (endpointZones.indexOf(zone) !== index)
      return [remove(index, `must name each zone once, got ${shown(zone)} again`)];
    if (zones === undefined || Object.hasOwn(zones, zone)) return [];
    const known = Object.keys(zones).join(", ");
    return [remove(index, `must be a zone of subnets.client (${known}), got ${shown(zone)}`)];
  });
}

const NO_ENDPOINTS = "must be left out with consume association, which has no endpoints";

/** AWS keeps 5 addresses of a subnet, and wants 16 in a row besides one for each database. */
const LONGEST_PREFIX = 27;

function roomProblems({ consume, endpointZones = [], subnets }: Given): ConfigProblem[] {
  if (consume !== EndpointKind.ServiceNetwork) return [];
  return Object.entries(subnets?.["client"] ?? {}).flatMap(([zone, cidr]) => {
    const network = parseIpv4Network(cidr);
    if (endpointZones.length > 0 && !endpointZones.includes(zone)) return [];
    if (network === undefined || network.prefix <= LONGEST_PREFIX) return [];
    const text = `must be /${LONGEST_PREFIX} or larger with consume service-network-endpoint, which takes 16 addresses in a row and one for each database, got ${cidr}`;
    return [{ ...problem(["subnets", "client", zone], text), edits: [] }];
  });
}

const ID = /^sn-[0-9a-z]{17}$/;
const ARN = /^arn:[a-z-]+:vpc-lattice:([a-z0-9-]+):(\d{12}):servicenetwork\/(sn-[0-9a-z]{17})$/;

/** The id of a service network by its id or ARN. */
export function serviceNetworkIdOf(given: string): string | undefined {
  return ID.test(given) ? given : ARN.exec(given)?.[3];
}

function serviceNetworkProblems(given: string, consume: Given["consume"], place: Place | undefined): ConfigProblem[] {
  const at = (text: string, rest: Partial<ConfigProblem> = {}) => [{ ...problem(["serviceNetwork"], text), ...rest }];
  if (serviceNetworkIdOf(given) === undefined) {
    return at(`must be the id or ARN of a service network, such as sn-0123456789abcdef0, got ${shown(given)}`);
  }
  if (consume === EndpointKind.Resource) {
    return at("must be left out with consume resource-endpoint, which needs no service network", { remove: true });
  }
  const [, region, account] = ARN.exec(given) ?? [];
  if (place === undefined || region === undefined) return [];
  if (account !== place.accountId) {
    const why = "a database that is shared with an account goes into a service network of its own only";
    return at(`must be a service network of account ${place.accountId}, got one of ${String(account)}: ${why}`, {
      edits: [],
    });
  }
  if (region === place.region) return [];
  return at(`must be in ${place.region}, got ${given}: VPC Lattice does not cross Regions`, { edits: [] });
}
