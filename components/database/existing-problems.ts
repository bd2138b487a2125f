import type { Place } from "../account/place";
import { wholeNumberProblem } from "./database-problems";
import { EXISTING_PORTS, type ExistingSettings } from "./existing-settings";

type Given = { readonly [Key in keyof ExistingSettings]?: ExistingSettings[Key] | undefined };

/** What names a database that is there already. */
const NAMED_BY = ["identifier", "arn", "domainName"] as const;

/**
 * What is wrong with what is said of a database that is there already; empty when nothing is.
 * @param isNamed Whether something names it, in whatever form.
 */
export function existingProblems(
  given: Given,
  place: Place | undefined,
  isNamed = namedBy(given).length > 0,
): string[] {
  const [first, ...others] = namedBy(given);
  return [
    !isNamed ? "identifier must name the database, got nothing (nor arn, domainName)" : undefined,
    ...others.map((way) => `${way} must be left out beside ${first ?? ""}: one of them names the database`),
    first === "identifier" ? identifierProblem(given) : undefined,
    first === "arn" ? arnProblem(given, place) : undefined,
    ...(first === "domainName" ? domainProblems(given) : portProblems(given)),
    securityGroupProblem(given),
    nameProblem(given),
  ].filter((problem) => problem !== undefined);
}

/** Which of the ways to name it are there. */
export function namedBy(given: Readonly<Record<string, unknown>>): (typeof NAMED_BY)[number][] {
  return NAMED_BY.filter((way) => given[way] !== undefined);
}

function identifierProblem({ identifier }: Given): string | undefined {
  if (identifier === undefined || /^(?=.{1,63}$)[A-Za-z](?:-?[A-Za-z0-9])*$/.test(identifier)) return undefined;
  return `identifier must be the identifier of an RDS instance, cluster or proxy, got "${identifier}"`;
}

function arnProblem({ arn }: Given, place: Place | undefined): string | undefined {
  if (arn === undefined) return undefined;
  const [, region, account, type] = RDS_ARN.exec(arn) ?? [];
  if (type === "db-proxy")
    return `arn must be of an instance or cluster; a proxy goes by its name in identifier, got "${arn}"`;
  if (type === undefined) return `arn must be that of an RDS instance or cluster, got "${arn}"`;
  if (place === undefined || (region === place.region && account === place.accountId)) return undefined;
  return `arn must be of account ${place.accountId} in ${place.region}, since a resource gateway stands beside its databases, got "${arn}"`;
}

/** Region, account, what it is, and its identifier. */
export const RDS_ARN = /^arn:[a-z-]+:rds:([a-z0-9-]+):(\d{12}):(db|cluster|db-proxy):([A-Za-z0-9-]+)$/;

function portProblems({ port }: Given): (string | undefined)[] {
  return [port === undefined ? undefined : `port must be left out, since RDS says it, got ${port}`];
}

function domainProblems({ domainName, engine, port, securityGroupId }: Given): (string | undefined)[] {
  if (domainName === undefined) return [];
  const isName = /^(?=.{3,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/i.test(
    domainName,
  );
  return [
    isName && !/^[\d.]+$/.test(domainName)
      ? undefined
      : `domainName must be a DNS name such as orders.example.internal, got "${domainName}"`,
    engine === undefined ? "engine must be said where RDS does not know the database, got nothing" : undefined,
    securityGroupId === undefined
      ? "securityGroupId must be said where RDS does not know the database, got nothing"
      : undefined,
    wholeNumberProblem("port", port, ...EXISTING_PORTS),
  ];
}

function securityGroupProblem({ securityGroupId: id }: Given): string | undefined {
  if (id === undefined || /^sg-[0-9a-f]{8}(?:[0-9a-f]{9})?$/.test(id)) return undefined;
  return `securityGroupId must be the id of a security group, such as sg-0123456789abcdef0, got "${id}"`;
}

function nameProblem({ databaseName }: Given): string | undefined {
  if (databaseName === undefined || /^[A-Za-z_][A-Za-z0-9_$-]{0,62}$/.test(databaseName)) return undefined;
  return `databaseName must be the name of a database in the server, got "${databaseName}"`;
}
