import { invalidCombination } from "./database-checks";
import { majorOf, type EngineName } from "./engines";

interface Upgrade {
  readonly from: string;
  readonly to: string;
  /** Below zero where `to` is older than `from`, as the engine counts. */
  readonly order: number;
  readonly allowMajorVersionUpgrade?: boolean | undefined;
}

/** Versions go up only, and from one major version to another only where that is said. */
export function checkUpgrade(engine: { readonly name: EngineName }, upgrade: Upgrade): void {
  const { from, to, order, allowMajorVersionUpgrade } = upgrade;
  if (order < 0) throw invalidCombination(`Cannot upgrade ${engine.name} from ${from} to ${to}`);
  if (majorOf(engine, to) !== majorOf(engine, from) && allowMajorVersionUpgrade !== true) {
    throw invalidCombination(
      "The AllowMajorVersionUpgrade flag must be present when upgrading to a new major version.",
    );
  }
}
