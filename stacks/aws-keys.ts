import { nearestWord, typed } from "../words/nearest-word";
import { moved, type ConfigProblem } from "./config-problem";
import { parsed } from "./parsed";

/** The keys @pulumi/aws 7.48 reads, and the two the engine reads for every provider. */
const KEYS: readonly string[] = (
  "accessKey allowedAccountIds assumeRoleWithWebIdentity assumeRoles customCaBundle defaultTags " +
  "ec2MetadataServiceEndpoint ec2MetadataServiceEndpointMode endpoints forbiddenAccountIds httpProxy " +
  "httpsProxy ignoreTags insecure maxRetries noProxy pluginDownloadURL profile region retryMode " +
  "s3UsEast1RegionalEndpoint s3UsePathStyle secretKey sharedConfigFiles sharedCredentialsFiles " +
  "skipCredentialsValidation skipMetadataApiCheck skipRegionValidation skipRequestingAccountId " +
  "stsRegion tagPolicyCompliance token tokenBucketRateLimiterCapacity useDualstackEndpoint " +
  "useFipsEndpoint userAgents version"
).split(" ");

/** Keys of the provider's earlier releases: what was one map is a list now. */
const EARLIER: Readonly<Record<string, string>> = { assumeRole: "assumeRoles[0]" };

/** The keys the provider does not know and passes over in silence. */
export function awsKeyProblems(values: Readonly<Record<string, string>>): ConfigProblem[] {
  return Object.entries(values).flatMap(([key, value]): ConfigProblem[] => {
    const name = /^aws:(.*)$/s.exec(key)?.[1];
    if (name === undefined || KEYS.includes(name)) return [];
    const meant = Object.hasOwn(EARLIER, name) ? EARLIER[name] : nearestWord(name, KEYS, typed);
    const text = "is no setting of @pulumi/aws 7";
    if (meant === undefined) return [{ key, text: `${text}; is it spelled right?`, remove: true }];
    const to = `aws:${meant}`;
    const said = `${text}; did you mean ${to.replace(/\[0\]$/, "")}?`;
    if (values[to.replace(/\[0\]$/, "")] !== undefined) return [{ key, text: said, remove: true }];
    return [{ key, text: said, edits: moved("aws", parsed(value), [name], to) }];
  });
}
