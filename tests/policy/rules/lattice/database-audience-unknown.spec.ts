import assert from "node:assert/strict";
import fc from "fast-check";
import { databaseAudienceAsDeclared } from "../../../../policy/rules/lattice/database-audience-as-declared";
import { type Node, judgeStack, unknown } from "../../judge";
import {
  consumer,
  declared,
  groupRule,
  named,
  nativeOrders,
  nativeShare,
  own,
  owner,
  ownWay,
  sharedOrders,
  stranger,
  updated,
} from "./shared-orders";

/** Stacks after their update, with and without somebody whom nobody declared. */
const stacks: Readonly<Record<string, readonly Node[]>> = {
  "as declared": updated([...sharedOrders(), declared([consumer])]),
  "as declared, in aws-native": updated([...nativeOrders(), declared([consumer])]),
  "with a way of another account that nothing declares": updated([...sharedOrders(), ...ownWay(stranger)]),
  "with more of everything": updated([
    ...sharedOrders(),
    declared([consumer]),
    named("share", stranger),
    ...ownWay(owner),
    groupRule("Ingress", "range", "db-sg", { cidrIpv4: "10.0.3.0/24" }),
    groupRule("Ingress", "elsewhere", "db-sg", { cidrIpv4: "192.168.0.0/16" }),
    own("aws:ec2/securityGroup:SecurityGroup", "app", { vpcId: unknown }, { vpcId: ["vpc"] }),
    groupRule("Ingress", "from-app", "db-sg", "app"),
  ]),
  "with more in aws-native": updated([
    ...nativeOrders(),
    declared([consumer]),
    nativeShare("more", "orders", [stranger]),
  ]),
};

type Place = readonly [node: number, path: readonly string[]];

function placesIn(nodes: readonly Node[]): readonly Place[] {
  const within = (value: unknown): readonly (readonly string[])[] =>
    typeof value !== "object" || value === null
      ? []
      : Object.entries(value).flatMap(([key, part]) => [[key], ...within(part).map((rest) => [key, ...rest])]);
  return nodes.flatMap(({ props }, index) => within(props).map((path) => [index, path] as const));
}

function hiding(nodes: readonly Node[], places: readonly Place[]): readonly Node[] {
  return nodes.map((it, index) => {
    const props = structuredClone(it.props) as Record<string, unknown>;
    for (const [of, path] of places) if (of === index) hide(props, path);
    return { ...it, props };
  });
}

function hide(bag: Record<string, unknown>, [key = "", ...rest]: readonly string[]): void {
  const part = bag[key];
  if (rest.length === 0) bag[key] = unknown;
  else if (typeof part === "object" && part !== null) hide(part as Record<string, unknown>, rest);
}

/** What is refused, wherever: advice is none, and what has no id yet has another one to blame, or only its id for a name. */
const refused = (nodes: readonly Node[]): readonly string[] =>
  judgeStack(databaseAudienceAsDeclared, nodes)
    .findings.filter((finding) => !finding.includes("(advice)"))
    .map((finding) => finding.replace(/^\S+: /, "").replaceAll("-id", ""));

describe("database-audience-as-declared while values are not known yet", () => {
  for (const [title, nodes] of Object.entries(stacks)) {
    it(`refuses nothing that the values would not be refused for: a stack ${title}`, () => {
      const final = refused(nodes);
      const places = placesIn(nodes);
      const check = (hidden: readonly Place[]): void => {
        const strange = refused(hiding(nodes, hidden)).filter((finding) => !final.includes(finding));
        assert.deepEqual(strange, [], JSON.stringify(hidden));
      };
      for (const place of places) check([place]);
      fc.assert(fc.property(fc.uniqueArray(fc.constantFrom(...places), { minLength: 2, maxLength: 12 }), check), {
        numRuns: 200,
      });
    });
  }
});
