import { Socket } from "node:net";
import type { Duplex } from "node:stream";

/** VPC Lattice user guide, "VPC resources": a TCP connection without traffic is forgotten after 350 seconds. */
export const LATTICE_IDLE_MS = 350_000;

/**
 * Breaks a connection off when it has carried nothing, either way, for so long. The probes of TCP keepalive, which count
 * on AWS, are not seen here. docs/decisions/0059-idle-connections-through-lattice.md
 *
 * @param raw the socket itself, also where TLS is spoken on it later.
 */
export function breakOffWhenIdle(raw: Duplex, idleMs: number): void {
  if (!(raw instanceof Socket)) return;
  raw.setTimeout(idleMs, () => raw.destroy());
}
