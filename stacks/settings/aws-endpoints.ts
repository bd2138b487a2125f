import { z } from "zod";

import type { AWS_ENDPOINTS } from "../../components/network/aws-endpoints";
import { awsEndpointsProblems, endpointsOf, type AwsEndpointSettings } from "../../components/network/aws-endpoints";
import type { Place } from "../../components/account/place";
import { problem, type ConfigProblem } from "../config-problem";
import { schemasOf, yes, type Setting } from "./setting";

const switchOf = { schema: yes.exactOptional(), example: true } satisfies Setting;
const fields = {
  secretsmanager: switchOf,
  rds: switchOf,
  kms: switchOf,
  logs: switchOf,
  monitoring: switchOf,
  sts: switchOf,
  s3: switchOf,
} satisfies Readonly<Record<keyof typeof AWS_ENDPOINTS, Setting>>;

/** Ways to AWS's APIs, on either side; `AwsEndpointSettings` says what each is for. */
export const awsEndpoints = {
  awsEndpoints: {
    description:
      "Which of AWS's APIs the private subnets reach, by endpoints in the database or client subnets: " +
      `${Object.keys(fields).join(", ")}; each true or, without it, off.`,
    schema: z.strictObject(schemasOf(fields), "must be a map of switches").exactOptional(),
    example: true,
    path: [".sts"],
    fields,
  },
} satisfies Readonly<Record<string, Setting>>;

interface Given {
  readonly awsEndpoints?: AwsEndpointSettings | undefined;
  readonly networkAcls?: boolean | undefined;
}

/** Whether there can be such endpoints, and beside what else is configured. */
export function awsEndpointProblems(given: Given, place: Place | undefined): ConfigProblem[] {
  const { awsEndpoints: services = {}, networkAcls = false } = given;
  if (place !== undefined && awsEndpointsProblems({ place, services }).length > 0) {
    const text = `must be left out in ${place.region}, where this program does not know the names of endpoints`;
    return endpointsOf(services).map((service) => ({ ...problem(["awsEndpoints", service], text), remove: true }));
  }
  if (!networkAcls || services.s3 !== true) return [];
  const text =
    "must be left out with networkAcls: S3's addresses are public and change, and a network ACL's rules name ranges";
  return [{ ...problem(["awsEndpoints", "s3"], text), remove: true }];
}
