import type { Resource } from "../../../resources/resource";
import type { Stack } from "../../../resources/stack";
import { databaseTypes } from "../../../resources/type-pairs";
import { keyFault } from "../../framework/customer-key";
import { openPrincipals, statementsOf } from "../../framework/policy-document";
import { type Finding, rule } from "../../framework/rule";
import { amongOutputs, origin, originOf } from "../rds/origin";
import { isSelected, selectionReads, selectionTypes } from "./selections";

const vault = "aws:backup/vault:Vault";
const nativeVault = "aws-native:backup:BackupVault";
const lock = "aws:backup/vaultLockConfiguration:VaultLockConfiguration";

export const backupCovered = rule({
  id: "backup-covered",
  sentence:
    "A database is in a backup plan, whose vault is locked, encrypted with an own key, and closed to strangers.",
  why: "Automated backups go with the database and its account's administrators; only a locked vault outlives both.",
  fix: "Select the database in a backup plan by ARN or tag, and give its vault a KMS key, a lock and no open policy.",
  severity: "medium",
  level: "mandatory",
  controls: ["FSBP RDS.26", "checkov CKV_AWS_166", "checkov CKV2_AWS_8", "cdk-nag RDSInBackupPlan"],
  url: "https://docs.aws.amazon.com/aws-backup/latest/devguide/security-considerations.html",
  reads: {
    [databaseTypes[0]]: ["tags", ...origin.instance],
    [databaseTypes[1]]: ["tags", ...origin.cluster],
    [databaseTypes[2]]: ["tags", ...origin.nativeInstance],
    [databaseTypes[3]]: ["tags", ...origin.nativeCluster],
    ...selectionReads,
    [vault]: ["kmsKeyArn"],
    [lock]: ["backupVaultName"],
    "aws:backup/vaultPolicy:VaultPolicy": ["policy"],
    [nativeVault]: ["encryptionKeyArn", "accessPolicy", "lockConfiguration"],
  },
  check(resource) {
    if (resource.type === vault) return keyFinding(resource, "kmsKeyArn");
    if (resource.type === "aws:backup/vaultPolicy:VaultPolicy") return policyFindings(resource, "policy");
    if (resource.type !== nativeVault) return [];
    const locked = resource.get("lockConfiguration");
    return [
      ...keyFinding(resource, "encryptionKeyArn"),
      ...policyFindings(resource, "accessPolicy"),
      ...(locked.absent ? [{ at: locked, what: "is left out", advisory: true as const }] : []),
    ];
  },
  checkStack(stack) {
    return [
      ...stack
        .ofType(...databaseTypes)
        .filter((database) => mayNeedPlan(database) && isInNoPlan(stack, database))
        .map((resource) => {
          const at = resource.native ? "BackupSelection" : "Selection";
          return { resource, at, what: "of a backup plan is missing for this database", ...advice };
        }),
      ...stack
        .ofType(vault)
        .filter((each) => isUnlocked(stack, each))
        .map((resource) => ({ resource, at: "VaultLockConfiguration", what: "is missing for this vault", ...advice })),
    ];
  },
});

const advice = { advisory: true } as const;

/** A cluster's members are backed up with it, a replica's data with its source. */
const mayNeedPlan = (database: Resource): boolean => !["member", "replica"].includes(originOf(database, amongOutputs));

const isInNoPlan = (stack: Stack, database: Resource): boolean =>
  stack.ofType(...selectionTypes).every((selection) => isSelected(stack, selection, database) === "no");

function isUnlocked(stack: Stack, each: Resource): boolean {
  const links = stack.ofType(lock).map((one) => stack.follow(one, one.get("backupVaultName"), vault));
  return links.every(({ resources, certain }) => certain && !resources.includes(each));
}

function keyFinding(resource: Resource, property: string): Finding[] {
  const at = resource.get(property);
  // Left out means the key aws/backup, whose backups cannot be copied to another account.
  const what = keyFault(at);
  return what === undefined ? [] : [{ at, what, advisory: true }];
}

function policyFindings(resource: Resource, property: string): Finding[] {
  const at = resource.get(property);
  const statements = statementsOf(at);
  if (statements === undefined) return [{ at, what: "cannot be read as a policy" }];
  return statements
    .flatMap((statement) => openPrincipals(statement))
    .map((principal) => ({ at: principal, what: "lets everyone into the vault" }));
}
