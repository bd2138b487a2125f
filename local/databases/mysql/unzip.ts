import { createReadStream, createWriteStream } from "node:fs";
import { type FileHandle, mkdir, open } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createInflateRaw } from "node:zlib";

interface Entry {
  readonly name: string;
  readonly isDeflated: boolean;
  readonly packedSize: number;
  /** Of its local header in the archive. */
  readonly offset: number;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
/** The end record without its comment, which has up to 64 KiB. */
const END_SIZE = 22;
const LONGEST_COMMENT = 65_535;
const ENTRY_SIZE = 46;
const LOCAL_HEADER_SIZE = 30;
const DEFLATED = 8;

/**
 * Unpacks those files of a ZIP archive below 4 GB for which `target` answers a path, relative to `folder`. The archive is
 * one whose digest has been checked: what it says of itself is believed.
 */
export async function unzip(
  archive: string,
  folder: string,
  target: (name: string) => string | undefined,
): Promise<void> {
  const file = await open(archive, "r");
  try {
    for (const entry of await entriesOf(file)) {
      const path = entry.name.endsWith("/") ? undefined : target(entry.name);
      if (path === undefined) continue;
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await extract(archive, await dataOffset(file, entry), entry, join(folder, path));
    }
  } finally {
    await file.close();
  }
}

async function extract(archive: string, start: number, entry: Entry, path: string): Promise<void> {
  const output = createWriteStream(path);
  if (entry.packedSize === 0) {
    output.end();
    return;
  }
  const packed = createReadStream(archive, { start, end: start + entry.packedSize - 1 });
  if (entry.isDeflated) await pipeline(packed, createInflateRaw(), output);
  else await pipeline(packed, output);
}

async function entriesOf(file: FileHandle): Promise<readonly Entry[]> {
  const { size } = await file.stat();
  const tail = await read(file, Math.max(0, size - END_SIZE - LONGEST_COMMENT), size);
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end === -1 || tail.readUInt32LE(end) !== END_OF_DIRECTORY) throw new Error("it is no ZIP archive");
  const offset = tail.readUInt32LE(end + 16);
  const directory = await read(file, offset, offset + tail.readUInt32LE(end + 12));
  const entries: Entry[] = [];
  for (let at = 0; at < directory.length && directory.readUInt32LE(at) === DIRECTORY_ENTRY;) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => directory.readUInt16LE(at + field));
    const nameEnd = at + ENTRY_SIZE + (nameLength ?? 0);
    entries.push({
      name: directory.toString("utf8", at + ENTRY_SIZE, nameEnd),
      isDeflated: directory.readUInt16LE(at + 10) === DEFLATED,
      packedSize: directory.readUInt32LE(at + 20),
      offset: directory.readUInt32LE(at + 42),
    });
    at = nameEnd + (extraLength ?? 0) + (commentLength ?? 0);
  }
  return entries;
}

/** The local header has a name and extra fields of its own before the data. */
async function dataOffset(file: FileHandle, { offset }: Entry): Promise<number> {
  const header = await read(file, offset, offset + LOCAL_HEADER_SIZE);
  return offset + LOCAL_HEADER_SIZE + header.readUInt16LE(26) + header.readUInt16LE(28);
}

async function read(file: FileHandle, start: number, end: number): Promise<Buffer> {
  const buffer = Buffer.alloc(end - start);
  const { bytesRead } = await file.read(buffer, 0, buffer.length, start);
  if (bytesRead !== buffer.length) throw new Error("it ends too early");
  return buffer;
}
