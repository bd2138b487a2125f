import { join } from "node:path";
import { importsBelow, type Imports } from "./imports";
import { rooms } from "./table";

/** Imports through a wall, and circles of imports, in the house in this folder: a line each. */
export function problemsIn(folder: string): readonly string[] {
  const imports = importsBelow(folder);
  return [...throughWalls(imports), ...circles(imports)];
}

function* throughWalls(imports: Imports): Iterable<string> {
  for (const [file, targets] of imports) {
    const from = roomOf(file);
    // Settings of tools lie at the top, in no room.
    if (from === undefined && !file.includes("/")) continue;
    if (from === undefined) {
      yield `${file}: is in no room; name its folder in rooms/table.ts, and what it may import`;
      continue;
    }
    for (const target of targets) {
      const to = roomOf(target);
      if (to === from || (to !== undefined && mayLookInto(from, to))) continue;
      const others = rooms[from] ?? [];
      const allowed = others.length === 0 ? "imports no other room" : `may import ${others.join(", ")}`;
      yield `${file}: imports ${target}, but ${from} ${allowed} (rooms/table.ts)`;
    }
  }
}

/** The room with the longest name the path begins with. */
function roomOf(path: string): string | undefined {
  const found = Object.keys(rooms).filter((room) => path === room || path.startsWith(`${room}/`));
  return found.sort((a, b) => b.length - a.length)[0];
}

/** Tests look into a whole house and what is in it; no room of `local` may look into `local` itself, its top floor. */
function mayLookInto(from: string, to: string): boolean {
  const wide = !from.startsWith("local");
  return (rooms[from] ?? []).some((room) => to === room || (wide && to.startsWith(`${room}/`)));
}

/** One line for each circle, by the file that comes first in it. */
function* circles(imports: Imports): Iterable<string> {
  const done = new Set<string>();
  const path: string[] = [];
  function* visit(file: string): Iterable<string> {
    const at = path.indexOf(file);
    if (at >= 0) {
      const circle = path.slice(at);
      yield `${file}: imports itself in a circle: ${[...circle, file].join(" -> ")}`;
    }
    if (at >= 0 || done.has(file)) return;
    path.push(file);
    for (const target of new Set(imports.get(file) ?? [])) yield* visit(target);
    path.pop();
    done.add(file);
  }
  for (const file of imports.keys()) yield* visit(file);
}

if (require.main === module) {
  // `ts-node -T rooms/check.ts`, a part of `npm run lint`.
  const problems = problemsIn(join(__dirname, ".."));
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
