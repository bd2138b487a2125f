import assert from "node:assert/strict";
import { drawingOf, type Drawing } from "../../../reach/diagram/drawing";
import { layOut } from "../../../reach/diagram/layout";
import { mermaid } from "../../../reach/diagram/mermaid";
import { svg } from "../../../reach/diagram/svg";
import { explain, type Explanation } from "../../../reachability/explain";
import { client, consumer, database, producer, topology, withTopology } from "../../reachability/open-topology";

const asIs = (id: string): string => id;
const open = explain(topology, client, database);

/** The same way from many accounts. */
const ways = (count: number): readonly Explanation[] =>
  Array.from({ length: count }, (_, at) => ({
    ...open,
    client: { ...client, account: String(200000000000 + at) },
    through: {
      ...open.through,
      vpcAssociationId: `snva-${at}`,
      networkId: `sn-${at}`,
      resourceAssociationId: `snra-${at}`,
    },
  }));

const placesOf = ({ accounts }: Drawing) => accounts.map(({ places }) => places.map(({ what }) => what));

describe("a drawing of ways to a database", () => {
  it("has each account as a box around what a connection passes in it", () => {
    const drawing = drawingOf([open], asIs);
    assert.deepEqual(
      drawing.accounts.map(({ id }) => id),
      [consumer, producer],
    );
    assert.deepEqual(placesOf(drawing), [
      ["client", "VPC association", "service network", "resource association"],
      ["resource configuration", "resource gateway", "database"],
    ]);
    assert.ok(drawing.arrows.every(({ verdict, label }) => verdict === "open" && label === undefined));
  });

  it("names the hop on the arrow that is blocked", () => {
    const shut = topology.securityGroups.map((it) => (it.id === "sg-database" ? { ...it, ingress: [] } : it));
    const drawing = drawingOf([explain(withTopology({ securityGroups: shut }), client, database)], asIs);
    assert.deepEqual(drawing.arrows.at(-1), {
      from: "rgw-1",
      to: "orders",
      verdict: "blocked",
      label: "database-ingress",
    });
  });

  it("shows what does not exist as missing", () => {
    const drawing = drawingOf([explain(withTopology({ gateways: [] }), client, database)], asIs);
    const missing = drawing.accounts.flatMap(({ places }) => places.filter(({ exists }) => !exists));
    assert.deepEqual(
      missing.map(({ what }) => what),
      ["resource gateway"],
    );
  });

  it("of many consumers has what they share once, and a row for each of them", () => {
    const drawing = drawingOf(ways(20), asIs);
    assert.equal(drawing.accounts.length, 21);
    assert.deepEqual(placesOf(drawing).at(0), ["client", "VPC association"]);
    assert.equal(drawing.accounts.find(({ id }) => id === producer)?.places.length, 3);
    assert.equal(drawing.arrows.length, 20 + 20 + 2);
  });

  it("keeps the worst that is said of an arrow which several ways have", () => {
    const shut = topology.securityGroups.map((it) => (it.id === "sg-gateway" ? { ...it, egress: [] } : it));
    const blocked = explain(withTopology({ securityGroups: shut }), client, database);
    for (const both of [
      [open, blocked],
      [blocked, open],
    ]) {
      const arrow = drawingOf(both, asIs).arrows.find(({ from }) => from === "rgw-1");
      assert.equal(arrow?.verdict, "blocked");
    }
  });
});

describe("the pictures of a drawing", () => {
  it("are readable at 800 pixels for 20 consumers: no text below 9 of them", async () => {
    const { width } = await layOut(drawingOf(ways(20), asIs));
    assert.ok((11 * 800) / width >= 9, String(width));
  });

  it("as SVG hold no script, load nothing, and follow the reader's light or dark", async () => {
    const text = svg(await layOut(drawingOf([open], () => '<script>alert("x")</script>')), "a & b");
    assert.doesNotMatch(text, /<script|href|url\((?!#)|@import/);
    assert.match(text, /prefers-color-scheme: dark/);
    assert.match(text, /<title>a &#38; b<\/title>/);
  });

  it("as SVG have every place inside the frame, and none over another", async () => {
    const { width, height, places } = await layOut(drawingOf(ways(20), asIs));
    for (const [at, box] of places.entries()) {
      assert.ok(box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height);
      for (const other of places.slice(at + 1)) {
        const apart =
          box.x + box.width <= other.x ||
          other.x + other.width <= box.x ||
          box.y + box.height <= other.y ||
          other.y + other.height <= box.y;
        assert.ok(apart, `${box.place.id} and ${other.place.id}`);
      }
    }
  });

  it("as Mermaid have no sign that ends a text or begins HTML", () => {
    const text = mermaid(drawingOf([open], () => '"]<b>#'));
    assert.ok(text.startsWith("flowchart TB\n"));
    assert.ok(text.includes("#34;]#60;b#62;#35;"));
  });
});
