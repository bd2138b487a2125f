import type { Place } from "./drawing";
import type { Box, Layout, PlacedArrow } from "./layout";

/** No script, nothing loaded from elsewhere: GitHub shows it as it is. */
const style = `
svg { font: 13px system-ui, "Segoe UI", "DejaVu Sans", sans-serif; --paper: #fff; --ink: #1f2328; --soft: #59636e;
  --account: #f6f8fa; --line: #818b98; --client: #ddf4ff; --network: #dafbe1; --lattice: #fbefff; --database: #fff1e5;
  --open: #1a7f37; --blocked: #cf222e; --unknown: #9a6700; background: var(--paper); }
@media (prefers-color-scheme: dark) { svg { --paper: #0d1117; --ink: #f0f6fc; --soft: #9198a1; --account: #151b23;
  --line: #656c76; --client: #0c2d6b; --network: #033a16; --lattice: #3c1e70; --database: #5a1e02;
  --open: #3fb950; --blocked: #f85149; --unknown: #d29922; } }
text { fill: var(--ink); } .what { fill: var(--soft); font-size: 11px; } .title { font-weight: 600; paint-order: stroke; stroke: var(--account); stroke-width: 6px; }
rect { stroke: var(--line); } .account { fill: var(--account); } .client { fill: var(--client); }
.network { fill: var(--network); } .lattice { fill: var(--lattice); } .database { fill: var(--database); }
.missing { fill: none; stroke: var(--blocked); stroke-dasharray: 5 3; }
.arrow { fill: none; stroke-width: 2; } .open { stroke: var(--open); } .unknown { stroke: var(--unknown); stroke-dasharray: 5 3; }
.blocked { stroke: var(--blocked); stroke-width: 3; }
.label { font-size: 11px; paint-order: stroke; stroke: var(--paper); stroke-width: 3px; }
.label.open { fill: var(--open); } .label.blocked { fill: var(--blocked); font-weight: 600; } .label.unknown { fill: var(--unknown); }
.head-open { fill: var(--open); } .head-blocked { fill: var(--blocked); } .head-unknown { fill: var(--unknown); }`;

const MARGIN = 8;

/** The picture as a file of its own, light or dark as its reader has it. */
export function svg({ width, height, accounts, places, arrows }: Layout, title: string): string {
  const [wide, high] = [Math.ceil(width + 2 * MARGIN), Math.ceil(height + 2 * MARGIN)];
  const frame = `viewBox="${-MARGIN} ${-MARGIN} ${wide} ${high}" width="${wide}" height="${high}"`;
  // What is blocked is drawn last: nothing may hide it.
  const order = { open: 0, unknown: 1, blocked: 2 };
  const drawn = [...arrows].sort((one, other) => order[one.arrow.verdict] - order[other.arrow.verdict]);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${text(title)}" ${frame}>`,
    `<title>${text(title)}</title><style>${style}</style>`,
    `<defs>${(["open", "blocked", "unknown"] as const).map(head).join("")}</defs>`,
    ...accounts.map((box) => `<rect class="account" ${at(box, 6)}/>`),
    ...drawn.map(line),
    ...accounts.map((box) => words(box.x + 12, box.y + 20, box.label, "title")),
    ...places.map(({ place, ...box }) => drawnPlace(place, box)),
    ...drawn.map(lineLabel),
    "</svg>",
    "",
  ].join("\n");
}

function head(verdict: string): string {
  const size = 'viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" markerUnits="userSpaceOnUse"';
  return `<marker id="${verdict}" ${size} orient="auto"><path class="head-${verdict}" d="M0 0L8 4L0 8z"/></marker>`;
}

function drawnPlace({ what, name, exists, kind }: Place, box: Box): string {
  const [x, y] = [box.x + box.width / 2, box.y];
  const rect = `<rect class="${exists ? kind : "missing"}" ${at(box, 4)}/>`;
  return `${rect}${words(x, y + 17, what, "what", true)}${words(x, y + 34, name, "name", true)}`;
}

function line({ arrow, points }: PlacedArrow): string {
  const way = points.map(({ x, y }) => `${x} ${y}`).join("L");
  return `<path class="arrow ${arrow.verdict}" marker-end="url(#${arrow.verdict})" d="M${way}"/>`;
}

function lineLabel({ arrow, label }: PlacedArrow): string {
  if (label === undefined || arrow.label === undefined) return "";
  return words(label.x, label.y + 10, arrow.label, `label ${arrow.verdict}`);
}

function at({ x, y, width, height }: Box, radius: number): string {
  return `x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}"`;
}

function words(x: number, y: number, value: string, className: string, centred = false): string {
  return `<text class="${className}" x="${x}" y="${y}"${centred ? ' text-anchor="middle"' : ""}>${text(value)}</text>`;
}

function text(value: string): string {
  return value.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
