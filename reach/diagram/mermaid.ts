import type { Arrow, Drawing, Place } from "./drawing";

const shapes = { client: ["([", "])"], network: ["[", "]"], lattice: ["[", "]"], database: ["[(", ")]"] } as const;
const lines = { open: "-->", blocked: "--x", unknown: "-.->" } as const;

/** A Mermaid flowchart, as GitHub and GitLab draw it in Markdown. */
export function mermaid(drawing: Drawing): string {
  const ids = new Map<string, string>();
  const idOf = (id: string): string => {
    const known = ids.get(id) ?? `n${ids.size}`;
    ids.set(id, known);
    return known;
  };
  const boxes = drawing.accounts.flatMap(({ id, label, places }) => [
    `  subgraph ${idOf(`account ${id}`)}["${text(label)}"]`,
    ...places.map((place) => `    ${idOf(place.id)}${shapeOf(place)}`),
    "  end",
  ]);
  const arrows = drawing.arrows.map((arrow) => `  ${idOf(arrow.from)} ${lineOf(arrow)} ${idOf(arrow.to)}`);
  const styles = drawing.arrows.flatMap(({ verdict }, at) => styleOf(at, verdict));
  const missing = drawing.accounts.flatMap(({ places }) => places.filter(({ exists }) => !exists));
  const dashed = missing.map(({ id }) => `  style ${idOf(id)} stroke:#cf222e,stroke-dasharray:4 3`);
  return [
    `flowchart ${drawing.direction === "down" ? "TB" : "LR"}`,
    ...boxes,
    ...arrows,
    ...styles,
    ...dashed,
    "",
  ].join("\n");
}

function shapeOf({ what, name, kind }: Place): string {
  const [opening, closing] = shapes[kind];
  return `${opening}"${text(what)}<br/>${text(name)}"${closing}`;
}

function lineOf({ verdict, label }: Arrow): string {
  return label === undefined ? lines[verdict] : `${lines[verdict]}|"${text(label)}"|`;
}

function styleOf(at: number, verdict: Arrow["verdict"]): readonly string[] {
  if (verdict === "open") return [`  linkStyle ${at} stroke:#1a7f37,stroke-width:2px`];
  return verdict === "blocked" ? [`  linkStyle ${at} stroke:#cf222e,stroke-width:3px`] : [];
}

/** Mermaid reads HTML and its own entities in quoted texts. */
function text(value: string): string {
  return value.replace(/[&<>"#]/g, (sign) => `#${sign.charCodeAt(0)};`);
}
