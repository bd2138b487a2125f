import { z } from "zod";

import { configKey, NAMESPACE, problem, shown, type ConfigProblem } from "../config-problem";
import { schemasOf, text, type Setting } from "./setting";
import { ROADS, roads } from "./sharing";

/** Several producers of one consumer. */
export const producers = {
  producers: {
    description:
      "Consumer only, in place of producerStack, producerContract and producerContractFile: several producers by a name " +
      "of this stack's own, each with stack, contract or contractFile. A database is then PRODUCER/DATABASE, also in " +
      "databaseNames.",
    schema: z
      .record(text, z.strictObject(schemasOf(roads), "must be a map with one road"), "must be a map")
      .exactOptional(),
    example: "producer",
    path: [".shop", ".stack"],
    each: roads,
  },
} satisfies Readonly<Record<string, Setting>>;

/** A producer's name is a part of its databases' names, and ends at the slash. */
const NAME = /^[A-Za-z][A-Za-z0-9-]{0,29}$/;

/** What of a consumer's own values is about its producers, in whatever form. */
type Given = Readonly<Record<string, unknown>>;

/** Whether several producers come each by one road, and by names that can be. */
export function producersProblems(given: Given): ConfigProblem[] {
  const { producers: all, databaseNames } = given;
  if (!isMap(all)) return [];
  const beside = ROADS.filter((road) => given[road] !== undefined);
  if (beside.length > 0) {
    const edits = beside.map((road) => ({ key: configKey(NAMESPACE, [road]) }));
    return [{ ...problem(["producers"], `must be alone, got ${beside.join(" and ")} as well`), edits }];
  }
  return [
    ...Object.entries(all).flatMap(([name, road]) => roadOfProblems(name, road)),
    ...(Array.isArray(databaseNames) ? databaseNames : []).flatMap((name: unknown, index) =>
      typeof name === "string" ? nameProblems(name, index, Object.keys(all)) : [],
    ),
  ];
}

function roadOfProblems(name: string, road: unknown): ConfigProblem[] {
  const path = ["producers", name];
  if (!NAME.test(name)) {
    return [{ ...problem(path, "must be named by 1-30 letters, digits and hyphens, a letter first"), edits: [] }];
  }
  if (!isMap(road)) return [];
  const [first, ...others] = Object.keys(roads).filter((key) => road[key] !== undefined);
  if (first === undefined) {
    return Object.keys(road).length > 0
      ? []
      : [
          problem(
            [...path, "stack"],
            "must be the name of the producer's stack, got nothing (nor contract, contractFile)",
          ),
        ];
  }
  if (others.length === 0) return [];
  const edits = others.map((key) => ({ key: configKey(NAMESPACE, [...path, key]) }));
  return [{ ...problem(path, `must have one road, got ${[first, ...others].join(" and ")}`), edits }];
}

function nameProblems(name: string, index: number, all: readonly string[]): ConfigProblem[] {
  const [producer = "", database = ""] = name.split(/\/(.*)/s);
  if (database !== "" && all.includes(producer)) return [];
  const text = `must be PRODUCER/DATABASE with a producer of lattice-db:producers (${all.join(", ")}), got ${shown(name)}`;
  return [{ ...problem(["databaseNames", index], text), edits: [] }];
}

function isMap(value: unknown): value is Given {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
