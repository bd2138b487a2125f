import { engineSupport, type SupportedEngine } from "../../../aws/engine-support";
import { strings } from "../../framework/knobs";
import { rule } from "../../framework/rule";
import { engineOf } from "./engine";
import { isMember } from "./origin";

export const rdsEngineSupported = rule({
  id: "rds-engine-supported",
  sentence: "A database runs a version in standard support.",
  why: "Older versions get no fixes, or only paid ones, and are upgraded one day without asking.",
  fix: "Choose a newer engineVersion; with MySQL and PostgreSQL also set engineLifecycleSupport to open-source-rds-extended-support-disabled.",
  severity: "medium",
  level: "advisory",
  controls: [],
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/extended-support.html",
  knobs: {
    // End of standard support by 2026: PostgreSQL 13, MySQL 8.0, MariaDB 10.5, Aurora MySQL 2 (which is MySQL 5.7).
    oldest: strings(
      ["postgres=14", "mysql=8.4", "mariadb=10.6", "aurora-postgresql=14", "aurora-mysql=8.0", "aurora=8.0"],
      "The oldest version of each engine that may run, as engine=version.",
      "^[a-z-]+=\\d+(\\.\\d+)*$",
    ),
  },
  reads: {
    "aws:rds/instance:Instance": ["engine", "engineVersion", "engineLifecycleSupport"],
    "aws:rds/cluster:Cluster": ["engine", "engineVersion", "engineLifecycleSupport"],
    "aws:rds/globalCluster:GlobalCluster": ["engine", "engineVersion", "engineLifecycleSupport"],
    "aws-native:rds:DbInstance": ["engine", "engineVersion", "engineLifecycleSupport", "dbClusterIdentifier"],
    "aws-native:rds:DbCluster": ["engine", "engineVersion", "engineLifecycleSupport"],
    "aws-native:rds:GlobalCluster": ["engine", "engineVersion", "engineLifecycleSupport"],
  },
  check(database, { knobs, settings }) {
    if (isMember(database)) return [];
    const version = database.get("engineVersion");
    const support = database.get("engineLifecycleSupport");
    const engine = engineOf(database);
    const floor = knobs.oldest.map((entry) => entry.split("=")).find(([name]) => name === engine)?.[1];
    // Left out means RDS's default version, which is in standard support.
    const old = floor !== undefined && isOlder(version.text() ?? "", floor);
    const ended = old ? undefined : supportEnded(engine, version.text() ?? "", settings.today);
    return [
      ...(old ? [{ at: version, what: `is older than ${floor}, the oldest in standard support` }] : []),
      ...(ended === undefined ? [] : [{ at: version, what: `is out of standard support since ${ended}` }]),
      ...(support.text() === "open-source-rds-extended-support"
        ? [{ at: support, what: "accepts paid extended support of old versions" }]
        : []),
    ];
  },
});

const dated: Readonly<Record<string, { readonly engine: SupportedEngine; readonly numbers: number }>> = {
  postgres: { engine: "postgres", numbers: 1 },
  // Its support ends with that of the RDS engine (release calendar of Aurora PostgreSQL).
  "aurora-postgresql": { engine: "postgres", numbers: 1 },
  mysql: { engine: "mysql", numbers: 2 },
  mariadb: { engine: "mariadb", numbers: 2 },
};

/** The last day of standard support, where it is over. */
function supportEnded(engine: string | undefined, version: string, today: string): string | undefined {
  const known = dated[engine ?? ""];
  const major = /^\d+(\.\d+)*/.exec(version.trim())?.[0].split(".").slice(0, known?.numbers);
  if (known === undefined || major?.length !== known.numbers) return undefined;
  const { ends, supported } = engineSupport(known.engine, major.join("."), new Date(today));
  return supported ? undefined : ends;
}

/** Compares as many numbers as both have: `17` may become any 17.x, and `8.0.mysql_aurora.3` is MySQL 8.0. */
function isOlder(version: string, floor: string): boolean {
  const wanted = floor.split(".").map(Number);
  const numbers = /^\d+(\.\d+)*/.exec(version.trim())?.[0].split(".").map(Number) ?? [];
  for (const [index, number] of numbers.entries()) {
    const least = wanted[index];
    if (least !== undefined && number !== least) return number < least;
  }
  return false;
}
