import type { Route } from "../../reachability/network-topology";
import { unknown } from "../../reachability/maybe";
import { separateRoute } from "./routes";
import type { VpcParts } from "./vpc-parts";

/** The routes that are resources of their own, from all sources. */
export class SeparateRoutes {
  readonly #of = new Map<string, Route[]>();
  /** Routes of which it is not known in which table they are: in any of their stack, for all that can be said. */
  readonly #astray = new Map<string, Route[]>();

  constructor(parts: VpcParts) {
    const { references } = parts;
    const { inventory } = references;
    for (const item of inventory.of("aws:ec2/route:Route", "aws-native:ec2:Route")) {
      const table = parts.one(item, item.get("routeTableId"));
      const route = separateRoute(references, item);
      if (typeof table === "string") add(this.#of, table, route);
      else add(this.#astray, item.source.name, { ...route, target: unknown(`the table of ${item.name} is known`) });
    }
  }

  get named(): readonly string[] {
    return [...this.#of.keys()];
  }

  of(table: string, source: string): readonly Route[] {
    return [...(this.#of.get(table) ?? []), ...(this.#astray.get(source) ?? [])];
  }
}

function add(index: Map<string, Route[]>, key: string, route: Route): void {
  index.set(key, [...(index.get(key) ?? []), route]);
}
