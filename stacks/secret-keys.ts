/** The keys of the configuration that hold a secret, as the engine tells a program; the SDK has no list of them. */
export function secretKeys(): readonly string[] {
  const keys: unknown = JSON.parse(process.env["PULUMI_CONFIG_SECRET_KEYS"] ?? "[]");
  return Array.isArray(keys) ? keys.map(String) : [];
}
