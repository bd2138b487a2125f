const small = ["micro", "small", "medium", "large", "xlarge", "2xlarge"];
const upTo16 = ["large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge"];
const upTo24 = [...upTo16, "24xlarge"];
const upTo32 = [...upTo24, "32xlarge"];
const upTo48 = [...upTo24, "48xlarge"];

/**
 * Sizes by family of the RDS instance classes that PostgreSQL, MySQL and MariaDB run on in the versions that are in
 * standard support: CloudFormation's own data of October 2026 (cfn-lint 1.58).
 */
export const instanceClassSizes: Readonly<Record<string, readonly string[]>> = {
  ...all(["t3", "t4g"], small),
  ...all(["m5", "m5d", "r5", "r5b", "r5d"], upTo24),
  ...all(["m6g", "m6gd", "m7g", "r6g", "r6gd", "r7g", "x2g"], upTo16),
  ...all(["m6i", "m6id", "m6idn", "m6in", "r6i", "r6id", "r6idn", "r6in"], upTo32),
  ...all(["m7i", "r7i", "m8a", "m8g", "m8gd", "m9g", "r8a", "r8g", "r8gd"], upTo48),
  x2iedn: ["xlarge", "2xlarge", "4xlarge", "8xlarge", "16xlarge", "24xlarge", "32xlarge"],
};

/**
 * Whether RDS has the class, as far as that is sure: of a known family by its sizes; a family that is not known may be
 * newer than the table, if its letter is a known one and its generation at least the newest.
 */
export function isInstanceClass(instanceClass: string): boolean {
  const [, family = "", letter = "", generation = "", size = ""] =
    /^db\.(([a-z])(\d{1,2})[a-z]*)\.([a-z0-9]+)$/.exec(instanceClass) ?? [];
  if (Object.hasOwn(instanceClassSizes, family)) return instanceClassSizes[family]?.includes(size) === true;
  const known = Object.keys(instanceClassSizes).filter((name) => name.startsWith(letter));
  if (letter === "" || known.length === 0) return false;
  const newest = Math.max(...known.map((name) => Number(/\d+/.exec(name)?.[0])));
  return Number(generation) >= newest && Number(generation) <= newest + 2 && /^(?:\d{0,2}x)?large$/.test(size);
}

function all(names: readonly string[], sizes: readonly string[]): Record<string, readonly string[]> {
  return Object.fromEntries(names.map((name) => [name, sizes]));
}
