/** What a way leads to. */
export type Part = "database" | "restored" | "replica" | "reader" | "proxy";

/** One way to a database: a row of the matrix. */
export interface Way {
  /** What the row is called. */
  readonly title: string;
  readonly part: Part;
  /** The entry of the producer's contract. */
  readonly name: string;
  /** Why there is none of it: what AWS forbids, or the local cloud has not. */
  readonly gap?: string;
}

/** What somebody else's stack has made, by what it is. */
export type Owned = Readonly<Record<"orders" | "stock" | "ledger" | "pool" | "snapshot" | "key", string>>;

/** A kind of database that the program can share. */
export interface Kind {
  /** Its name in `lattice-db:databases`, and on the command line. */
  readonly key: string;
  /** Its settings, but whom it is shared with. */
  readonly settings: (owned: Owned) => object;
  readonly ways: readonly Way[];
  /** Another kind that it cannot do without. */
  readonly needs?: string;
  /** Whether the database is somebody else's. */
  readonly isAdopted?: true;
}

/** An instance of an engine, with a read replica and a proxy. */
function instance(key: string, title: string, engine: object): Kind {
  return {
    key,
    settings: () => ({ ...engine, readReplicas: { copy: {} }, proxy: {} }),
    ways: [
      { title: `instance, ${title}`, part: "database", name: key },
      { title: "… its read replica", part: "replica", name: `${key}-copy` },
      { title: "… RDS Proxy before it", part: "proxy", name: `${key}-proxy` },
    ],
  };
}

/** An Aurora cluster of two instances, with a proxy. */
function cluster(key: string, title: string, engine: object): Kind {
  return {
    key,
    settings: () => ({ kind: "cluster", ...engine, proxy: {} }),
    ways: [
      { title: `cluster, ${title}: its writer`, part: "database", name: key },
      { title: "… its reader", part: "reader", name: `${key}-reader` },
      { title: "… RDS Proxy before it", part: "proxy", name: `${key}-proxy` },
    ],
  };
}

/** An instance that begins with somebody else's data. */
function restored(key: string, title: string, engine: object, from: (owned: Owned) => object): Kind {
  const names = { databaseName: "shop", masterUsername: "shopkeeper" };
  return {
    key,
    settings: (owned) => ({ ...engine, ...names, restoreFrom: from(owned) }),
    ways: [{ title, part: "restored", name: key }],
  };
}

/** A database of somebody else's, which is there already. */
function adopted(
  key: string,
  { of, ...settings }: { readonly of: keyof Owned; readonly databaseName?: string; readonly proxy?: object },
  ways: readonly Way[],
  needs?: string,
): Kind {
  const existing = (owned: Owned) => ({ kind: "existing", identifier: owned[of], ...settings });
  return { key, settings: existing, ways, isAdopted: true, ...(needs !== undefined && { needs }) };
}

/** What the program can share and the local cloud cannot show. */
function onlyOnAws(title: string, gap: string): Kind {
  const key = title.replaceAll(/[^a-z]+/gi, "-");
  return { key, settings: () => ({}), ways: [{ title, part: "database", name: key, gap }] };
}

/** Every kind, in the order of the table. */
export const KINDS: readonly Kind[] = [
  instance("postgres-instance", "PostgreSQL", { engine: "postgres", engineVersion: "17" }),
  instance("mysql-instance", "MySQL", { engine: "mysql", engineVersion: "8.4" }),
  instance("mariadb-instance", "MariaDB", { engine: "mariadb", engineVersion: "11.4" }),
  cluster("aurora-postgres", "Aurora PostgreSQL", { engine: "postgres", engineVersion: "17" }),
  cluster("aurora-mysql", "Aurora MySQL", { engine: "mysql", engineVersion: "8.4" }),
  restored(
    "restored-snapshot",
    "instance restored from a snapshot, PostgreSQL",
    { engine: "postgres", engineVersion: "17" },
    ({ snapshot }) => ({ snapshot }),
  ),
  restored(
    "restored-moment",
    "instance restored to a point in time, MySQL",
    { engine: "mysql", engineVersion: "8.4" },
    ({ stock, key: kmsKeyArn }) => ({ instance: stock, kmsKeyArn }),
  ),
  adopted("existing-postgres", { of: "orders", proxy: {} }, [
    { title: "existing instance, PostgreSQL", part: "database", name: "existing-postgres" },
    { title: "… RDS Proxy before it", part: "proxy", name: "existing-postgres-proxy" },
  ]),
  adopted("existing-mysql", { of: "stock", proxy: {} }, [
    { title: "existing instance, MySQL", part: "database", name: "existing-mysql" },
    { title: "… RDS Proxy before it", part: "proxy", name: "existing-mysql-proxy" },
  ]),
  adopted("existing-cluster", { of: "ledger", proxy: {} }, [
    { title: "existing cluster, Aurora PostgreSQL: its writer", part: "database", name: "existing-cluster" },
    { title: "… its reader", part: "reader", name: "existing-cluster-reader" },
    { title: "… RDS Proxy before it", part: "proxy", name: "existing-cluster-proxy" },
  ]),
  adopted(
    "existing-proxy",
    { of: "pool", databaseName: "shop" },
    [
      { title: "existing RDS Proxy, PostgreSQL", part: "proxy", name: "existing-proxy" },
      {
        ...{ title: "… RDS Proxy before it", part: "proxy", name: "existing-proxy-proxy" },
        gap: "AWS: a proxy leads to an instance or a cluster, and to no other proxy",
      },
    ],
    "existing-postgres",
  ),
  onlyOnAws(
    "private name of the VPC",
    "the local cloud has RDS's servers only: nothing listens at another name of a VPC",
  ),
];
