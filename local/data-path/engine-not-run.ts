import { engines } from "../databases/engines";
import type { DbInstance } from "../services/rds/entities";

const titles = [...new Set([...engines.values()].map(({ title }) => title))].join(" and ");
const names = [...engines.keys()].join(" or ");

/** Why nothing can be connected to an instance of an engine that is not run here. */
export function noConnection({ dbInstanceIdentifier, engine }: DbInstance): string {
  return (
    `${dbInstanceIdentifier} runs ${engine}: the local cloud has its control plane but runs ${titles} servers only; ` +
    `to try the whole way, set the engine of the database to ${names}`
  );
}

/** Why no port leads to one. */
export function noForward({ dbInstanceIdentifier, engine }: DbInstance): string {
  return `${dbInstanceIdentifier} runs ${engine}: only databases of ${titles} can be forwarded to`;
}
