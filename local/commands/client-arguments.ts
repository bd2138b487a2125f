/** On behalf of which client a command connects, and to which database. */
export interface ClientArguments {
  /** The stack whose client connects. */
  readonly stack: string;
  readonly account?: string;
  readonly region?: string;
  readonly vpcId?: string;
  readonly subnetId?: string;
  readonly securityGroupIds?: readonly string[];
  readonly sourceIp?: string;
  readonly database?: string;
}

/** What is wrong with a command's arguments, a line each. */
export interface Problems {
  readonly problems: readonly string[];
}

export const CLIENT_USAGE = ` another client than the stack's own:
  --account ID  --region NAME  --vpc ID  --subnet ID  --security-groups ID,ID  --source-ip ADDRESS`;

const text = { type: "string" } as const;

/** For `parseArgs` of node:util. */
export const clientOptions = {
  as: text,
  account: text,
  region: text,
  vpc: text,
  subnet: text,
  "security-groups": text,
  "source-ip": text,
  database: text,
} as const;

type Values = { readonly [Name in keyof typeof clientOptions]?: string | undefined };

/** What `parseArgs` has found, or what is wrong with it. */
export function readClient(values: Values): ClientArguments | Problems {
  const { as: stack, account, region, vpc: vpcId, subnet: subnetId, "source-ip": sourceIp, database } = values;
  if (stack === undefined) return { problems: ["--as must name a stack, e.g. --as consumer"] };
  if (account !== undefined && !/^\d{12}$/.test(account)) {
    return { problems: [`--account must be 12 digits, got "${account}"`] };
  }
  const securityGroupIds = values["security-groups"]?.split(",").filter((id) => id !== "");
  const given = { account, region, vpcId, subnetId, sourceIp, securityGroupIds, database };
  return { stack, ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) };
}
