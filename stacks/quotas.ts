import { getServiceQuota } from "@pulumi/aws/servicequotas/getServiceQuota";
import * as pulumi from "@pulumi/pulumi";

import { partitionOf } from "../aws/arn";
import type { Count } from "./quota-counts";
import type { Quota } from "./settings/quotas";

/** A count that is more than AWS gives at first, and what the account has, where it may ask. */
interface Passed {
  readonly quota: Quota;
  readonly count: number;
  readonly most: number | undefined;
  /** Where the quota is kept. */
  readonly region: string;
}

/**
 * Asks Service Quotas for the account's own where a stack needs more than AWS gives at first.
 * @returns What to warn of: quotas of which the account may not be asked.
 * @throws pulumi.RunError with all quotas at once that the stack would cross, before anything is made.
 */
export async function checkQuotas(stack: string, region: string, counts: readonly Count[]): Promise<string[]> {
  const over = counts.filter(([quota, count]) => count > quota.most(region));
  const passed = await Promise.all(over.map((count) => withOwn(region, count)));
  const isCrossed = ({ most, count }: Passed) => most !== undefined && count > most;
  const crossed = passed.filter((one) => isCrossed(one) && one.quota.isUpTo !== true);
  if (crossed.length > 0) throw new pulumi.RunError(refusal(stack, crossed));
  const unknown = passed.filter((one) => one.most === undefined || isCrossed(one));
  return unknown.length === 0 ? [] : [notice(region, unknown)];
}

async function withOwn(stackRegion: string, [quota, count]: Count): Promise<Passed> {
  const region = quota.service === "iam" ? globalRegion(stackRegion) : stackRegion;
  try {
    const { value } = await getServiceQuota({ serviceCode: quota.service, quotaCode: quota.code, region });
    return { quota, count, most: value, region };
  } catch {
    // Mostly not allowed to; nobody but AWS knows then.
    return { quota, count, most: undefined, region };
  }
}

/** Where a partition keeps the quotas of what is of no Region. */
function globalRegion(region: string): string {
  const regions: Readonly<Record<string, string>> = { "aws-cn": "cn-north-1", "aws-us-gov": "us-gov-west-1" };
  return regions[partitionOf(region)] ?? "us-east-1";
}

function refusal(stack: string, crossed: readonly Passed[]): string {
  const lines = crossed.map(
    (one) => `\n  ${one.quota.name}: ${one.count}, the account has ${one.most ?? 0} (${one.quota.code})${request(one)}`,
  );
  return `Stack "${stack}" needs more than the quotas of its account, so nothing was changed; AWS raises them on request:${lines.join("")}`;
}

/** A warning, since nobody but AWS knows the account's own. */
function notice(stackRegion: string, unknown: readonly Passed[]): string {
  const lines = unknown.map(
    (one) =>
      `\n  ${one.quota.name}: ${one.count}, the default is ${one.quota.most(stackRegion)} (${one.quota.code})` +
      `\n    aws service-quotas get-service-quota ${named(one)}${request(one)}`,
  );
  return `This stack needs more than the quotas AWS gives at first; other resources count as well:${lines.join("")}`;
}

function request(one: Passed): string {
  return `\n    aws service-quotas request-service-quota-increase ${named(one)} --desired-value ${one.count}`;
}

function named({ quota, region }: Passed): string {
  return `--service-code ${quota.service} --quota-code ${quota.code} --region ${region}`;
}
