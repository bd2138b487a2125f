import type { ELK, ElkExtendedEdge, ElkNode } from "elkjs";
import type { Arrow, Drawing, Place } from "./drawing";

/** Everything with its place, in pixels from the top left. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly accounts: readonly (Box & { readonly label: string })[];
  readonly places: readonly (Box & { readonly place: Place })[];
  readonly arrows: readonly PlacedArrow[];
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

export interface PlacedArrow {
  readonly arrow: Arrow;
  readonly points: readonly Point[];
  /** Where the label begins. */
  readonly label?: Point;
}

const PLACE_HEIGHT = 44;
const NARROWEST = 96;
/** Of the font, on the generous side: a text that is too long for its box cannot be read. */
const LETTER = 7;
const BOLD_LETTER = 8;
const LABEL_LETTER = 6.5;

const options = {
  "elk.algorithm": "layered",
  "elk.hierarchyHandling": "INCLUDE_CHILDREN",
  "elk.edgeRouting": "ORTHOGONAL",
  "elk.spacing.nodeNode": "16",
  "elk.layered.spacing.nodeNodeBetweenLayers": "34",
  "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
  "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX",
  "elk.json.edgeCoords": "ROOT",
  "elk.json.shapeCoords": "ROOT",
};

/** Places a drawing with ELK's layered layout (Eclipse Layout Kernel), accounts as boxes around what is in them. */
export async function layOut(drawing: Drawing): Promise<Layout> {
  // Its types have the class one `default` further down than Node has it.
  const { default: Elk } = (await import("elkjs/lib/elk.bundled.js")) as unknown as { default: new () => ELK };
  const root: ElkNode = await new Elk().layout({
    id: "root",
    layoutOptions: { ...options, "elk.direction": drawing.direction.toUpperCase() },
    children: drawing.accounts.map(({ id, label, places }) => ({
      id: `account ${id}`,
      layoutOptions: {
        "elk.padding": "[top=34,left=12,bottom=12,right=12]",
        "elk.nodeSize.constraints": "MINIMUM_SIZE",
        "elk.nodeSize.minimum": `(${label.length * BOLD_LETTER + 24},60)`,
      },
      children: places.map((place) => ({ id: place.id, width: widthOf(place), height: PLACE_HEIGHT })),
    })),
    edges: drawing.arrows.map((arrow, at) => ({
      id: String(at),
      sources: [arrow.from],
      targets: [arrow.to],
      ...(arrow.label === undefined
        ? {}
        : { labels: [{ text: arrow.label, width: arrow.label.length * LABEL_LETTER, height: 12 }] }),
    })),
  });
  return { width: root.width ?? 0, height: root.height ?? 0, ...placed(drawing, root) };
}

function placed(drawing: Drawing, root: ElkNode): Pick<Layout, "accounts" | "places" | "arrows"> {
  const boxes = root.children ?? [];
  const inside = new Map(boxes.flatMap(({ children = [] }) => children.map((child) => [child.id, child] as const)));
  return {
    accounts: drawing.accounts.map(({ label }, at) => ({ ...boxOf(boxes[at]), label })),
    places: drawing.accounts.flatMap(({ places }) =>
      places.map((place) => ({ ...boxOf(inside.get(place.id)), place })),
    ),
    arrows: drawing.arrows.map((arrow, at) => placedArrow(arrow, root.edges?.[at])),
  };
}

function placedArrow(arrow: Arrow, edge: ElkExtendedEdge | undefined): PlacedArrow {
  const points = (edge?.sections ?? []).flatMap(({ startPoint, bendPoints = [], endPoint }) => [
    startPoint,
    ...bendPoints,
    endPoint,
  ]);
  const [label] = edge?.labels ?? [];
  return label === undefined ? { arrow, points } : { arrow, points, label: { x: label.x ?? 0, y: label.y ?? 0 } };
}

function boxOf(node: ElkNode | undefined): Box {
  return { x: node?.x ?? 0, y: node?.y ?? 0, width: node?.width ?? 0, height: node?.height ?? 0 };
}

function widthOf({ what, name }: Place): number {
  return Math.max(NARROWEST, Math.max(what.length, name.length) * LETTER + 16);
}
