import { observed } from "../state/observed";
import type { Handlers } from "../socket/handlers";
import { kind, type Reads, type Store, type Transaction } from "../state/store";

/** What is known of the newest creation for a URN. Entity id: the URN. */
interface Creation {
  /** The entities it has made so far, oldest first. */
  readonly made: readonly { readonly kind: string; readonly id: string }[];
  /** Once it has ended well. */
  readonly resourceId?: string;
  /** Whether the one that asked for it has its answer. What nobody knows of is undone when the cloud starts again. */
  readonly taken: boolean;
}
const creationKind = kind<Creation>("provider:creation");

/**
 * A resource is made in several steps, and then its id has to reach the engine's own state. Anything between the two
 * may be killed at any moment: this remembers enough for the next run neither to lose a resource nor to meet it again.
 */
export class Creations {
  /** Creations under way, by URN: they go on when the engine that asked for them is gone. */
  readonly #underWay = new Map<string, Promise<unknown>>();

  constructor(private readonly store: Store) {}

  /** Runs `work` on a store that writes down what is made; `work` answers the resource's id. */
  async run<T extends { readonly id: string }>(urn: string, work: (store: Store) => Promise<T>): Promise<T> {
    const creation = this.#remembered(urn, work);
    const ended = creation.catch(() => undefined);
    this.#underWay.set(urn, ended);
    void ended.then(() => {
      if (this.#underWay.get(urn) === ended) this.#underWay.delete(urn);
    });
    return creation;
  }

  /** The ids of those URNs that have been created, once none is under way. Whoever asks has them from then on. */
  async created(urns: readonly string[]): Promise<Readonly<Record<string, string>>> {
    await Promise.all(urns.flatMap((urn) => this.#underWay.get(urn) ?? []));
    await Promise.all(urns.map((urn) => this.taken(urn)));
    const ids = urns.flatMap((urn) => {
      const id = this.store.get(creationKind, urn)?.data.resourceId;
      return id === undefined ? [] : [[urn, id]];
    });
    return Object.fromEntries(ids) as Record<string, string>;
  }

  /** Its answer has arrived. */
  async taken(urn: string): Promise<void> {
    await this.store.transaction((transaction) => {
      const found = transaction.get(creationKind, urn);
      if (found !== undefined) put(transaction, urn, { ...found.data, made: [], taken: true });
    });
  }

  /** A resource is gone: so is the memory of its creation, unless its URN has a newer one. */
  async forget(urn: string, resourceId: string): Promise<void> {
    if (this.store.get(creationKind, urn)?.data.resourceId !== resourceId) return;
    await this.store.delete(creationKind, urn);
  }

  async #remembered<T extends { readonly id: string }>(urn: string, work: (store: Store) => Promise<T>): Promise<T> {
    try {
      const made = await work(remembering(this.store, urn));
      await this.store.transaction((transaction) => {
        put(transaction, urn, { made: madeBy(transaction, urn), resourceId: made.id, taken: false });
      });
      return made;
    } catch (error) {
      await this.store.delete(creationKind, urn);
      throw error;
    }
  }
}

/** Undoes the creations that were cut short, or whose answer nobody got. Before anything else uses the store. */
export async function undoUntaken(store: Store): Promise<void> {
  await store.transaction((transaction) => {
    for (const { id: urn, data } of transaction.list(creationKind, (it) => !it.data.taken)) {
      for (const { kind, id } of data.made) transaction.delete(kind, id);
      transaction.delete(creationKind, urn);
    }
  });
}

/** `POST /providers/created` `{ urns }` answers `{ ids }`; `POST /providers/taken` `{ urn }` says that an answer arrived. */
export function creationHandlers(creations: Creations): Handlers {
  return {
    "POST /providers/created": async (body) => {
      const { urns } = body as { readonly urns: readonly string[] };
      return { ids: await creations.created(urns) };
    },
    "POST /providers/taken": async (body) => {
      await creations.taken((body as { readonly urn: string }).urn);
      return {};
    },
  };
}

/** The store, with what each transaction makes written down in that same transaction. */
function remembering(store: Store, urn: string): Store {
  const transaction = <R>(work: (transaction: Transaction) => R): Promise<R> =>
    store.transaction((inner) => {
      const made: { kind: string; id: string }[] = [];
      const result = work(
        observed(inner, (kind, id, entity) => {
          if (entity !== undefined && inner.get(kind, id) === undefined) made.push({ kind, id });
        }),
      );
      if (made.length > 0) put(inner, urn, { made: [...madeBy(inner, urn), ...made], taken: false });
      return result;
    });
  return {
    get: (kind, id) => store.get(kind, id),
    list: (kind, where) => store.list(kind, where),
    byArn: (arn) => store.byArn(arn),
    put: (entity) =>
      transaction((it) => {
        it.put(entity);
      }),
    delete: (kind, id) =>
      transaction((it) => {
        it.delete(kind, id);
      }),
    transaction,
    close: () => store.close(),
  };
}

/** What a creation under way has made; one that has its id belongs to an earlier resource of the URN. */
function madeBy(reads: Reads, urn: string): Creation["made"] {
  const found = reads.get(creationKind, urn);
  return found === undefined || found.data.resourceId !== undefined ? [] : found.data.made;
}

function put(transaction: Transaction, urn: string, data: Creation): void {
  transaction.put({ kind: creationKind, id: urn, arn: "", account: "", region: "", data });
}
