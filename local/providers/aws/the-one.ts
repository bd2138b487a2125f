import { RequestError } from "../../ground/request-error";

/** The one thing a data source is asked for; the provider's own words where there is none, or more than one. */
export function theOne<T>(what: string, found: readonly T[]): T {
  const [one, ...more] = found;
  if (one === undefined) throw new RequestError(`no matching ${what} found`);
  if (more.length === 0) return one;
  throw new RequestError(`multiple ${what}s matched; use additional constraints to reduce matches to a single ${what}`);
}
