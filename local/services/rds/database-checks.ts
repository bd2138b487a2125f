import { AwsError } from "../../ground/aws-error";

// The rules that RDS has for an instance and for a cluster alike, in the same words.

/** What an engine of instances or of clusters says of names and logs. */
interface EngineRules {
  readonly name: string;
  readonly logExports: readonly string[];
  readonly reservedUsernames: readonly string[];
  readonly longestUsername: number;
  readonly longestDbName: number;
}

/** @param parameter AWS's name of it: `DBInstanceIdentifier`. */
export function checkIdentifier(parameter: string, identifier: string): void {
  if (/^[a-z](-?[a-z0-9])*$/.test(identifier) && identifier.length <= 63) return;
  throw invalidValue(
    `The parameter ${parameter} is not a valid identifier. Identifiers must begin with a letter; must contain only ` +
      "ASCII letters, digits, and hyphens; and must not end with a hyphen or contain two consecutive hyphens.",
  );
}

export function checkMasterUsername(engine: EngineRules, masterUsername: string): void {
  if (engine.reservedUsernames.includes(masterUsername.toLowerCase())) {
    throw invalidValue(`MasterUsername ${masterUsername} cannot be used as it is a reserved word used by the engine`);
  }
  if (!/^[a-zA-Z]\w*$/.test(masterUsername) || masterUsername.length > engine.longestUsername) {
    throw invalidValue(
      `The parameter MasterUsername is not valid: it must begin with a letter and have 1 to ${engine.longestUsername} letters, digits and underscores, got ${masterUsername}`,
    );
  }
}

/** @param parameter `DBName` of an instance, `DatabaseName` of a cluster. */
export function checkDatabaseName(engine: EngineRules, parameter: string, name: string | undefined): void {
  if (name === undefined || (/^[a-zA-Z]\w*$/.test(name) && name.length <= engine.longestDbName)) return;
  throw invalidValue(`${parameter} must begin with a letter and contain only alphanumeric characters.`);
}

export function checkPort(port: number): void {
  if (port >= 1150 && port <= 65535) return;
  throw invalidValue(`Invalid database port: ${port}. The port must be between 1150 and 65535.`);
}

export function checkLogExports(engine: EngineRules, engineVersion: string, exports: readonly string[]): void {
  const unknown = exports.filter((it) => !engine.logExports.includes(it));
  if (unknown.length === 0) return;
  throw invalidCombination(
    `You cannot use the log types '${unknown.join(", ")}' with engine version ${engine.name} ${engineVersion}. For supported log types, see the documentation.`,
  );
}

interface Insights {
  readonly databaseInsightsMode?: string | undefined;
  readonly performanceInsightsRetentionPeriod?: number | undefined;
}

export function checkInsights({ databaseInsightsMode, performanceInsightsRetentionPeriod: days }: Insights): void {
  const isStep = days === 7 || days === 731 || (days !== undefined && days % 31 === 0 && days > 0 && days <= 713);
  if (days !== undefined && !isStep) {
    throw invalidValue(
      `Invalid Performance Insights retention period: ${days}. Valid values are 7, 731, and 31 to 713 by 31.`,
    );
  }
  if (databaseInsightsMode === "advanced" && (days ?? 0) < 465) {
    throw invalidCombination(
      "To enable the Advanced mode of Database Insights, enable Performance Insights and set its retention to at least 465 days.",
    );
  }
}

export function invalidValue(message: string): AwsError {
  return new AwsError("InvalidParameterValue", message);
}

export function invalidCombination(message: string): AwsError {
  return new AwsError("InvalidParameterCombination", message);
}
