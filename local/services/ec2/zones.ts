/** One availability zone as an account sees it. */
export interface Zone {
  /** `eu-west-1a`. */
  readonly zoneName: string;
  /** `euw1-az1`. In AWS names are shuffled for each account; here `a` is `az1` in every account. */
  readonly zoneId: string;
}

/** Letters of the zones a new account can use, by Region: the EC2 user guide's Regions that need no opt-in. */
const letters: Readonly<Record<string, string>> = {
  "ap-northeast-1": "acd",
  "ap-northeast-2": "abcd",
  "ap-northeast-3": "abc",
  "ap-south-1": "abc",
  "ap-southeast-1": "abc",
  "ap-southeast-2": "abc",
  "ca-central-1": "abd",
  "eu-central-1": "abc",
  "eu-north-1": "abc",
  "eu-west-1": "abc",
  "eu-west-2": "abc",
  "eu-west-3": "abc",
  "sa-east-1": "abc",
  "us-east-1": "abcdef",
  "us-east-2": "abc",
  "us-west-1": "ab",
  "us-west-2": "abcd",
};

/** The Regions the local cloud has. */
export const regions: readonly string[] = Object.keys(letters);

/** The Region's zones; none for a Region the local cloud does not have. */
export function zonesOf(region: string): readonly Zone[] {
  return Array.from(letters[region] ?? "", (letter) => ({
    zoneName: `${region}${letter}`,
    zoneId: `${shortName(region)}-az${letter.charCodeAt(0) - "a".charCodeAt(0) + 1}`,
  }));
}

/** `eu-west-1` is `euw1`, `ap-northeast-1` is `apne1`. */
function shortName(region: string): string {
  const [area = "", direction = "", number = ""] = region.split("-");
  const short = direction.replace(/north|south|east|west|central/g, (word) => word.charAt(0));
  return `${area}${short}${number}`;
}
