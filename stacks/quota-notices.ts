import { QUOTAS, type Quota } from "./settings/quotas";

/** What a stack is about to have of what a quota counts. */
type Count = readonly [quota: Quota, count: number];

/** A producer's counts: each database has an instance, a subnet group and a parameter group. */
export function producerCounts(databases: Readonly<Record<string, unknown>>): readonly Count[] {
  const count = Object.keys(databases).length;
  return [QUOTAS.instances, QUOTAS.subnetGroups, QUOTAS.parameterGroups].map((quota) => [quota, count] as const);
}

/** A consumer's: each database is in the service network, each port has a rule in either security group. */
export function consumerCounts(databases: Readonly<Record<string, { readonly port: number }>>): readonly Count[] {
  const ports = new Set(Object.values(databases).map(({ port }) => port));
  return [
    [QUOTAS.configurationsInNetwork, Object.keys(databases).length],
    [QUOTAS.securityGroupRules, ports.size],
  ];
}

/**
 * One text for all quotas that a stack passes as AWS gives them at first; empty where it passes none. A warning, since
 * all of these can be raised and nobody but AWS knows the account's own.
 */
export function quotaNotices(region: string, counts: readonly Count[]): string[] {
  const passed = counts.filter(([quota, count]) => count > quota.most(region));
  if (passed.length === 0) return [];
  const lines = passed.map(
    ([{ service, code, name, most }, count]) =>
      `\n  ${name}: ${count}, the default is ${most(region)} (${code})` +
      `\n    aws service-quotas get-service-quota --service-code ${service} --quota-code ${code} --region ${region}` +
      `\n    aws service-quotas request-service-quota-increase --service-code ${service} --quota-code ${code} ` +
      `--desired-value ${count} --region ${region}`,
  );
  return [`This stack needs more than the quotas AWS gives at first; other resources count as well:${lines.join("")}`];
}
