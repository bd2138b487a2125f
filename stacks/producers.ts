import type { ContractRoads } from "./contract-roads";
import type { NamedGrants } from "./own-grant";
import type { ConsumerSettings } from "./settings";
import { sharedDatabases, type Databases, type Wanted } from "./shared-databases";

type Producers = NonNullable<ConsumerSettings["producers"]>;
type Asked = Wanted & { readonly producers?: Producers | undefined };

/**
 * The databases that one producer, or several, share with this account. Of several each database's name begins with the
 * name that this stack has for its producer: `shop/orders`.
 * @throws pulumi.RunError as `sharedDatabases`.
 */
export async function databasesOfProducers({ producers, ...wanted }: Asked): Promise<Databases> {
  if (producers === undefined) return sharedDatabases(wanted);
  const { databaseNames, place, had, grant } = wanted;
  // One of which nothing is named has no part, and is not asked.
  const asked = Object.entries(producers).filter(
    ([producer]) => databaseNames.length === 0 || within(producer, databaseNames).length > 0,
  );
  const found = await Promise.all(
    asked.map(async ([producer, road]) => {
      const own = await sharedDatabases({
        ...roadsOf(producer, road),
        place,
        databaseNames: within(producer, databaseNames),
        grant: grantsWithin(producer, grant),
        ...(had !== undefined && { had: within(producer, had) }),
      });
      return Object.entries(own).map(
        ([name, database]) =>
          [
            `${producer}/${name}`,
            "of" in database ? { ...database, of: `${producer}/${database.of}` } : database,
          ] as const,
      );
    }),
  );
  return Object.fromEntries(found.flat());
}

/** The stacks that a consumer builds on, by the name of the reference in its state. */
export function producerStacks({
  producerStack,
  producers = {},
}: Pick<ConsumerSettings, "producerStack" | "producers">) {
  const several = Object.entries(producers).flatMap(([producer, { stack }]) =>
    stack === undefined ? [] : [[`producer-${producer}`, stack] as const],
  );
  return producerStack === undefined ? several : [["producer", producerStack] as const, ...several];
}

function roadsOf(producer: string, { stack, contract, contractFile }: Producers[string]): ContractRoads {
  return {
    at: `lattice-db:producers.${producer}`,
    ...(stack !== undefined && { producerStack: stack }),
    ...(contract !== undefined && { producerContract: contract }),
    ...(contractFile !== undefined && { producerContractFile: contractFile }),
  };
}

/** Of names of databases those of a producer, by its own names. */
function within(producer: string, names: readonly string[]): string[] {
  const prefix = `${producer}/`;
  return names.flatMap((name) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : []));
}

function grantsWithin(producer: string, grant: NamedGrants): NamedGrants {
  if (typeof grant !== "object") return grant;
  const prefix = `${producer}/`;
  const own = Object.entries(grant).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(own.map(([name, key]) => [name.slice(prefix.length), key]));
}
