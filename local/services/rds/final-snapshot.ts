import { invalidCombination, invalidValue } from "./database-checks";

/** The name that a last snapshot is to have. @throws AwsError where there is none, or it cannot be one. */
export function checkedSnapshotName(name: string | undefined): string {
  if (name === undefined) {
    throw invalidCombination("FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.");
  }
  checkSnapshotName("FinalDBSnapshotIdentifier", name);
  return name;
}

export function checkSnapshotName(parameter: string, name: string): void {
  if (!/^[a-z](-?[a-z0-9])*$/i.test(name) || name.length > 255) {
    throw invalidValue(
      `The parameter ${parameter} is not a valid identifier: ${name}. Identifiers must begin with a letter; must contain only ASCII letters, digits, and hyphens; and must not end with a hyphen or contain two consecutive hyphens.`,
    );
  }
}
