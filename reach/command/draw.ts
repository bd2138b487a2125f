import { writeFileSync } from "node:fs";
import type { Explanation } from "../../reachability/explain";
import { drawingOf, type NameOf } from "../diagram/drawing";
import { layOut } from "../diagram/layout";
import { mermaid } from "../diagram/mermaid";
import { svg } from "../diagram/svg";

/** Writes a picture of the ways to a file: Mermaid for `.mmd`, else SVG. @throws Error where the file cannot be written. */
export async function drawTo(file: string, title: string, ways: readonly Explanation[], nameOf: NameOf): Promise<void> {
  const drawing = drawingOf(ways, nameOf);
  const text = file.endsWith(".mmd") ? mermaid(drawing) : svg(await layOut(drawing), title);
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new Error(`--diagram ${file} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}
