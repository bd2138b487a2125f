import type { Field } from "../../../resources/field";
import type { Resource } from "../../../resources/resource";
import type { Stack } from "../../../resources/stack";
import { databaseTypes } from "../../../resources/type-pairs";
import { integer } from "../../framework/knobs";
import { type Finding, rule } from "../../framework/rule";
import { stated } from "../../framework/stated";
import { databaseSecretReads, holdsDatabaseLogin, secretTypes } from "./database-secrets";

const rotations = [
  "aws:secretsmanager/secretRotation:SecretRotation",
  "aws-native:secretsmanager:RotationSchedule",
] as const;

export const secretRotation = rule({
  id: "secret-rotation",
  sentence: "A secret with a database login is rotated.",
  why: "A password that never changes stays good for whoever once saw it.",
  fix:
    "Let RDS manage the master secret, or add a rotation that runs every 90 days or more often. RDS manages none of an " +
    "instance with read replicas: give that secret a SecretRotation with AWS's function for its engine " +
    "(SecretsManagerRDS…RotationSingleUser in the Serverless Application Repository), or change the password by hand " +
    "(lattice-db: another masterPasswordVersion) and exempt the secret by its URN until the day of the next change.",
  severity: "medium",
  level: "advisory",
  controls: [
    "FSBP SecretsManager.1",
    "FSBP SecretsManager.4",
    "checkov CKV2_AWS_57",
    "checkov CKV_AWS_304",
    "cdk-nag SMG4",
  ],
  url: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html",
  knobs: { maxDays: integer(90, "The longest time between two rotations, in days.", 1) },
  reads: {
    ...databaseSecretReads,
    [rotations[0]]: ["secretId", "rotationEnabled", "rotationRules"],
    [rotations[1]]: ["secretId", "rotationRules"],
  },
  check(resource, { knobs }) {
    if (!(rotations as readonly string[]).includes(resource.type)) return [];
    const enabled = resource.get("rotationEnabled");
    if (enabled.flag() === false) return [{ at: enabled, what: "is false" }];
    return periodFindings(resource.get("rotationRules"), knobs.maxDays);
  },
  checkStack(stack) {
    const open = stack.ofType(...rotations).some((rotation) => mayRotateAny(stack, rotation));
    return stack
      .ofType(...secretTypes)
      .filter((secret) => stack.referrers(secret, "secretId", ...rotations).length === 0)
      .filter((secret) => !open && holdsDatabaseLogin(stack, secret))
      .map((resource) => {
        const at = resource.native ? "RotationSchedule" : "SecretRotation";
        return { resource, at, what: "is missing for this secret, which holds a database login" };
      });
  },
});

/** Days, or a rate; a cron expression is taken for often enough. */
function periodFindings(rules: Field, maxDays: number): Finding[] {
  const days = rules.get("automaticallyAfterDays");
  if ((days.number() ?? 0) > maxDays) return [{ at: days, what: stated(days) }];
  const schedule = rules.get("scheduleExpression");
  const [, count, unit] = /^rate\((\d+) (day|hour)s?\)$/.exec(schedule.text()?.trim() ?? "") ?? [];
  const period = Number(count) / (unit === "hour" ? 24 : 1);
  return period > maxDays ? [{ at: schedule, what: `is every ${period} days` }] : [];
}

/** A rotation whose secret is not known yet may be for any; one made from a database is for the secret RDS manages. */
function mayRotateAny(stack: Stack, rotation: Resource): boolean {
  const secret = rotation.get("secretId");
  if (stack.dependencies(rotation, "secretId", ...databaseTypes).length > 0) return false;
  return !stack.follow(rotation, secret, ...secretTypes).certain;
}
