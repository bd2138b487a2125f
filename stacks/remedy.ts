/** A value that would do, by the last part of the key. */
const EXAMPLES: Readonly<Record<string, string>> = {
  "aws:region": "eu-west-1",
  "aws:allowedAccountIds": "111122223333",
  role: "producer",
  vpcCidr: "10.0.0.0/16",
  engine: "postgres",
  engineVersion: "17",
  port: "5432",
  producerStack: "producer",
};

/** The command that puts a key right, with an example where one is known. */
export function remedy(key: string): string {
  if (key === "aws:allowedAccountIds") return `pulumi config set --path 'aws:allowedAccountIds[0]' 111122223333`;
  const last = key.split(/[.:]/).pop() ?? key;
  return `pulumi config set --path '${key}' ${EXAMPLES[key] ?? EXAMPLES[last] ?? "<value>"}`;
}
