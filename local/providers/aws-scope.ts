import { RequestError } from "../ground/request-error";
import { regions } from "../services/ec2/zones";
import type { Scope } from "./requests";
import type { Properties } from "./resource-type";

/** What only says how to reach AWS or who asks there: the local cloud reads none of it. */
const IGNORED = new Set([
  ...["accessKey", "secretKey", "token", "profile", "sharedConfigFiles", "sharedCredentialsFiles", "version"],
  ...["customCaBundle", "ec2MetadataServiceEndpoint", "ec2MetadataServiceEndpointMode", "httpProxy", "httpsProxy"],
  ...["insecure", "maxRetries", "noProxy", "pluginDownloadURL", "retryMode", "s3UsEast1RegionalEndpoint"],
  ...["s3UsePathStyle", "skipCredentialsValidation", "skipGetEc2Platforms", "skipMetadataApiCheck"],
  ...["skipRegionValidation", "skipRequestingAccountId", "stsRegion", "tokenBucketRateLimiterCapacity"],
  ...["useDualstackEndpoint", "useFipsEndpoint", "userAgents"],
]);

const READ = new Set([
  "allowedAccountIds",
  "forbiddenAccountIds",
  "assumeRole",
  "assumeRoles",
  "defaultTags",
  "region",
]);

/**
 * Account, Region and default tags of a provider instance of `aws` or `aws-native`. The account is the single entry of
 * `allowedAccountIds`; credentials are never looked at. All mistakes are told together.
 */
export function awsScope(provider: string, config: Properties): Scope {
  const settings = Object.fromEntries(Object.entries(config).map(([key, value]) => [key, decoded(value)]));
  const accounts = textsOf(settings.allowedAccountIds);
  const problems = [
    ...accountProblems(provider, accounts, settings),
    ...regionProblems(provider, settings.region),
    ...Object.keys(settings)
      .filter((key) => !READ.has(key) && !IGNORED.has(key))
      .map((key) => `${provider}:${key} is not modelled by the local cloud: remove it for local runs`),
  ];
  if (problems.length > 0) throw new RequestError(problems.join("; "));
  return { account: accounts[0] ?? "", region: String(settings.region), defaultTags: tagsOf(settings.defaultTags) };
}

function accountProblems(provider: string, accounts: readonly string[], settings: Properties): readonly string[] {
  const key = `${provider}:allowedAccountIds`;
  if (accounts.length !== 1) {
    const got = accounts.length === 0 ? "it is not set" : `it has ${accounts.length} entries`;
    return [
      `${key} must name exactly one account, because it says in whose account a local run works, but ${got}: ` +
        `set it in the stack's configuration, e.g. pulumi config set --path '${key}[0]' 111122223333`,
    ];
  }
  const [account = ""] = accounts;
  if (!/^\d{12}$/.test(account)) return [`${key} must be an account of 12 digits, got "${account}"`];
  if (textsOf(settings.forbiddenAccountIds).includes(account)) {
    return [`${provider}:forbiddenAccountIds has ${account}, the one allowed account: remove it from one of the two`];
  }
  return rolesOf(settings)
    .filter((role) => !role.startsWith(`arn:aws:iam::${account}:role/`))
    .map((role) => `AWS account ID not allowed: the assumed role ${role} is not in account ${account} of ${key}`);
}

function regionProblems(provider: string, region: unknown): readonly string[] {
  if (typeof region === "string" && regions.includes(region)) return [];
  if (typeof region === "string" && /^[a-z]{2}(-[a-z]+)+-\d$/.test(region)) {
    return [`${provider}:region ${region} is not in the local cloud, which has ${regions.join(", ")}`];
  }
  const got = region === undefined ? "it is not set" : `got ${JSON.stringify(region)}`;
  return [
    `${provider}:region must be a Region such as us-east-1, ${got}: pulumi config set ${provider}:region us-east-1`,
  ];
}

function rolesOf(settings: Properties): readonly string[] {
  const roles = [
    settings.assumeRole,
    ...(Array.isArray(settings.assumeRoles) ? (settings.assumeRoles as unknown[]) : []),
  ];
  return roles.flatMap((it) => {
    const arn = (it as { readonly roleArn?: unknown } | undefined)?.roleArn;
    return typeof arn === "string" ? [arn] : [];
  });
}

function tagsOf(defaultTags: unknown): Scope["defaultTags"] {
  return (defaultTags as { readonly tags?: Scope["defaultTags"] } | undefined)?.tags ?? {};
}

/** Structured settings of a provider travel as JSON text. */
function decoded(value: unknown): unknown {
  if (typeof value !== "string" || !/^[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function textsOf(value: unknown): readonly string[] {
  if (typeof value === "string") return value === "" ? [] : [value];
  return Array.isArray(value) ? value.map(String) : [];
}
