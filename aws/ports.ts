/** Ports from the first to the last, both included. */
export interface PortRange {
  readonly from: number;
  readonly to: number;
}

/** What a rule of a security group or a network ACL is about: some ports, all of them, or none. */
export type Ports = PortRange | "all" | "none";

const everyProtocol = ["-1", "all"];
const tcp = ["tcp", "6"];
/** What these carry as ports are ICMP's types and codes. */
const icmp = ["icmp", "1", "icmpv6", "58"];

/** Whether a rule on this protocol, by its name or IANA's number, is about TCP too. */
export function includesTcp(protocol: string): boolean {
  return [...everyProtocol, ...tcp].includes(protocol.toLowerCase());
}

/** The ports of a rule; `undefined` where what is not known, or left out, decides it. EC2 takes -1 for every port. */
export function portsOfRule(protocol?: string, from?: number, to?: number): Ports | undefined {
  if (protocol === undefined) return undefined;
  if (everyProtocol.includes(protocol.toLowerCase())) return "all";
  if (icmp.includes(protocol.toLowerCase())) return "none";
  if (from !== undefined && from < 0) return "all";
  if (from === undefined || to === undefined) return undefined;
  return from === 0 && to === 65535 ? "all" : { from, to };
}

export function hasPort(ports: Ports, port: number): boolean {
  if (typeof ports === "string") return ports === "all";
  return ports.from <= port && port <= ports.to;
}

/** The one port that these are; `undefined` if they are none, or several. */
export function onlyPort(ports: Ports): number | undefined {
  return typeof ports === "object" && ports.from === ports.to ? ports.from : undefined;
}

/** The range that VPC Lattice writes as `5432` or `5432-5440`; `undefined` when the text is none. */
export function parsePortRange(text: string): PortRange | undefined {
  const [, from, to = from] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? [];
  return from === undefined || to === undefined ? undefined : { from: Number(from), to: Number(to) };
}
