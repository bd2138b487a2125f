import * as cloudwatch from "@pulumi/aws-native/cloudwatch";
import * as pulumi from "@pulumi/pulumi";

import type { Place } from "../account/place";
import { acceptedMetric, DENIED_METRIC } from "./connection-metrics";
import { DATABASE_DIMENSION, DATABASE_METRICS, type WatchedDatabase } from "./database-metrics";

export interface DashboardArgs {
  /** The account and Region of the metrics. */
  readonly place: Place;
  /** Databases and proxies by name; a consumer has none, whose metrics are the owner's. */
  readonly databases: Readonly<Record<string, WatchedDatabase>>;
  /** Namespace of the connection metrics, as `ConnectionMetrics` was given it. */
  readonly namespace: string;
  /** The accounts whose connections are counted. */
  readonly accountIds: string[];
  /** Whether refused attempts are counted. */
  readonly countsDenied: boolean;
}

/**
 * One picture of a stack: connections by consumer, refused attempts, and a row for each database. It has metrics that AWS
 * documents, and none of VPC Lattice: there is none of databases. Those of endpoints (`AWS/VpcLattice`, since 2026-11-19)
 * have no names that AWS's documentation tells.
 *
 * Cost: 3 USD a month from an account's fourth dashboard on.
 */
export class Dashboard extends pulumi.ComponentResource {
  /** Name of the dashboard. */
  readonly dashboardName: pulumi.Output<string>;

  constructor(name: string, args: DashboardArgs, opts?: pulumi.ComponentResourceOptions) {
    super("lattice-db:index:Dashboard", name, args, opts);
    const dashboard = new cloudwatch.Dashboard(
      `${name}-dashboard`,
      { dashboardBody: pulumi.jsonStringify({ widgets: widgetsOf(args) }) },
      { parent: this },
    );
    this.dashboardName = dashboard.dashboardName.apply((made) => made ?? "");
    this.registerOutputs({ dashboardName: this.dashboardName });
  }
}

/** The width of a dashboard, and the height of a row, in CloudWatch's units. */
const COLUMNS = 24;
const HEIGHT = 6;

function widgetsOf({ place, databases, namespace, accountIds, countsDenied }: DashboardArgs) {
  const ways = [
    ...(accountIds.length === 0
      ? []
      : [{ title: "Connections by consumer", metrics: accountIds.map((id) => [namespace, acceptedMetric(id)]) }]),
    ...(countsDenied ? [{ title: "Refused attempts", metrics: [[namespace, DENIED_METRIC]] }] : []),
  ].map((widget) => ({ ...widget, stat: "Sum", period: 300 }));
  const rows = Object.entries(databases).map(([name, { kind, identifier }]) =>
    DATABASE_METRICS[kind].map(({ name: metric, title, statistic }) => ({
      title: `${name}: ${title}`,
      metrics: [["AWS/RDS", metric, DATABASE_DIMENSION[kind], identifier]],
      stat: statistic,
      period: kind === "proxy" ? 60 : 300,
    })),
  );
  return [ways, ...rows]
    .filter((row) => row.length > 0)
    .flatMap((row, y) =>
      row.map((properties, x) => {
        const width = Math.floor(COLUMNS / row.length);
        const at = { x: x * width, y: y * HEIGHT, width, height: HEIGHT };
        return { type: "metric", ...at, properties: { ...properties, region: place.region, view: "timeSeries" } };
      }),
    );
}
