/** Whether `text` fits a pattern in which `*` stands for any characters and `?` for one. */
export function fitsGlob(pattern: string, text: string, ignoreCase = false): boolean {
  if (!/[*?]/.test(pattern)) return ignoreCase ? pattern.toLowerCase() === text.toLowerCase() : pattern === text;
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", "[\\s\\S]*")
    .replaceAll("?", "[\\s\\S]");
  return new RegExp(`^${source}$`, ignoreCase ? "i" : "").test(text);
}

/** As `fitsGlob`, but each of an ARN's six parts by itself, as IAM's Arn operators do. */
export function fitsArnGlob(pattern: string, arn: string): boolean {
  const [patterns, parts] = [partsOf(pattern), partsOf(arn)];
  return patterns.length === parts.length && patterns.every((it, index) => fitsGlob(it, parts[index] ?? ""));
}

function partsOf(arn: string): readonly string[] {
  const parts = arn.split(":");
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(":")];
}
