import { RequestError } from "../../ground/request-error";
import { NotModelledError } from "../../services/not-modelled";
import { text } from "../fields";
import { providerFunction } from "../functions";
import { dnsSuffixOf } from "./get-partition";

/** What AWS calls its Regions: those of `regions` in services/ec2/zones.ts. */
const descriptions: Readonly<Record<string, string>> = {
  "ap-northeast-1": "Asia Pacific (Tokyo)",
  "ap-northeast-2": "Asia Pacific (Seoul)",
  "ap-northeast-3": "Asia Pacific (Osaka)",
  "ap-south-1": "Asia Pacific (Mumbai)",
  "ap-southeast-1": "Asia Pacific (Singapore)",
  "ap-southeast-2": "Asia Pacific (Sydney)",
  "ca-central-1": "Canada (Central)",
  "eu-central-1": "Europe (Frankfurt)",
  "eu-north-1": "Europe (Stockholm)",
  "eu-west-1": "Europe (Ireland)",
  "eu-west-2": "Europe (London)",
  "eu-west-3": "Europe (Paris)",
  "sa-east-1": "South America (Sao Paulo)",
  "us-east-1": "US East (N. Virginia)",
  "us-east-2": "US East (Ohio)",
  "us-west-1": "US West (N. California)",
  "us-west-2": "US West (Oregon)",
};

export const getRegion = providerFunction({
  token: "aws:index/getRegion:getRegion",
  fields: { endpoint: text(), id: text(), name: text(), region: text() },
  invoke: (call, { endpoint, name, region }) => {
    const named = region ?? name ?? (endpoint === undefined ? call.region : regionOf(endpoint));
    const description = descriptions[named];
    if (description === undefined) {
      throw new NotModelledError(`the Region ${named}`, `use one of ${Object.keys(descriptions).join(", ")}`);
    }
    if (endpoint !== undefined && endpoint !== endpointOf(named)) {
      throw new RequestError(`endpoint must be that of the Region ${named} (${endpointOf(named)}), got "${endpoint}"`);
    }
    return { description, endpoint: endpointOf(named), id: named, name: named, region: named };
  },
});

function endpointOf(region: string): string {
  return `ec2.${region}.${dnsSuffixOf(region)}`;
}

function regionOf(endpoint: string): string {
  return endpoint.split(".")[1] ?? endpoint;
}
