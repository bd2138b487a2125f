import { crc32 } from "node:zlib";
import type { Change } from "./memory-store";
import type { Entity } from "./store";

/**
 * One copy of the state on disk, as text. Each line is `CHECKSUM JSON`: CRC-32 (8 hexadecimal digits) of the JSON,
 * continued from the checksum of the line before, so that no line can be missing, doubled or elsewhere unnoticed. The
 * first line holds all entities, `{ version, generation, entities }`; each later one the changes of one write.
 */
const VERSION = 1;

/** The first line. */
export interface Snapshot {
  readonly version: typeof VERSION;
  /** Counts the times the state was written as a whole. */
  readonly generation: number;
  readonly entities: readonly Entity[];
}

/** What can be read of a copy. */
export interface Copy {
  readonly snapshot: Snapshot;
  /** Of each write that is whole, up to the first one that is not. */
  readonly writes: readonly (readonly Change[])[];
  /** Bytes up to there, and the checksum of the last whole line. */
  readonly length: number;
  readonly checksum: number;
  /** What follows: nothing, what may be one write cut short, or more than one write leaves behind. */
  readonly rest: "nothing" | "one write" | "more";
}

const NEWLINE = 0x0a;
const CHECKSUM_DIGITS = 8;

/** A line, and the checksum the next one continues. */
export function lineOf(content: Snapshot | readonly Change[], before = 0): { text: Buffer; checksum: number } {
  const json = JSON.stringify(content);
  const checksum = crc32(json, before);
  return { text: Buffer.from(`${checksum.toString(16).padStart(CHECKSUM_DIGITS, "0")} ${json}\n`), checksum };
}

export function snapshotOf(generation: number, entities: readonly Entity[]): Snapshot {
  return { version: VERSION, generation, entities };
}

/** Reads a copy; undefined where not even its first line is whole. */
export function readCopy(bytes: Buffer): Copy | undefined {
  const first = readLine(bytes, 0, 0);
  if (first === undefined) return undefined;
  const writes: (readonly Change[])[] = [];
  let { end, checksum } = first;
  for (;;) {
    const line = readLine(bytes, end, checksum);
    if (line === undefined) break;
    writes.push(line.content as readonly Change[]);
    ({ end, checksum } = line);
  }
  return { snapshot: first.content as Snapshot, writes, length: end, checksum, rest: restOf(bytes.subarray(end)) };
}

interface Line {
  readonly content: unknown;
  readonly end: number;
  readonly checksum: number;
}

function readLine(bytes: Buffer, start: number, before: number): Line | undefined {
  const newline = bytes.indexOf(NEWLINE, start);
  if (newline === -1) return undefined;
  const head = bytes.toString("latin1", start, start + CHECKSUM_DIGITS + 1);
  const json = bytes.subarray(start + CHECKSUM_DIGITS + 1, newline);
  const checksum = crc32(json, before);
  if (head !== `${checksum.toString(16).padStart(CHECKSUM_DIGITS, "0")} `) return undefined;
  return { content: JSON.parse(json.toString("utf8")) as unknown, end: newline + 1, checksum };
}

function restOf(rest: Buffer): Copy["rest"] {
  if (rest.length === 0) return "nothing";
  const newline = rest.indexOf(NEWLINE);
  return newline === -1 || newline === rest.length - 1 ? "one write" : "more";
}
