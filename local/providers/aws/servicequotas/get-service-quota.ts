import { arnOf } from "../../../../aws/arn";
import { AwsError } from "../../../ground/aws-error";
import { text } from "../../fields";
import { providerFunction } from "../../functions";

/** What the services here take of what AWS has a quota on; of the others they take any number. */
const limits: Readonly<Record<string, readonly [name: string, most: number]>> = {
  "iam/L-FE177D64": ["Roles per account", Infinity],
  "kms/L-C2F1777E": ["Customer master keys (CMKs)", Infinity],
  "ram/L-238C96EE": ["Number of pending invitations", Infinity],
  "ram/L-595828F9": ["Number of resource shares", Infinity],
  "ram/L-8491BF81": ["Number of principal associations", Infinity],
  "rds/L-48C6BF61": ["DB subnet groups", Infinity],
  "rds/L-7ADDB58A": ["Total storage for all DB instances", Infinity],
  "rds/L-7B6409FD": ["DB instances", Infinity],
  "rds/L-DE55804A": ["Parameter groups", Infinity],
  "vpc-lattice/L-5FF8F9B9": ["Resource configurations per AWS Region", 2000],
  "vpc-lattice/L-6095700C": ["Resource Configurations per service network", 500],
  "vpc/L-0EA8095F": ["Inbound or outbound rules per security group", 60],
  "vpc/L-E79EC296": ["VPC security groups per Region", Infinity],
};
/** JSON has no infinity. */
const ANY_NUMBER = 1_000_000_000;

/** GetServiceQuota: what the local cloud takes, unless its settings say what an account has. */
export const getServiceQuota = providerFunction({
  token: "aws:servicequotas/getServiceQuota:getServiceQuota",
  fields: { quotaCode: text(), quotaName: text(), region: text(), serviceCode: text({ required: true }) },
  invoke: (call, { serviceCode, quotaCode, quotaName, region = call.region }) => {
    const found = Object.entries(limits).find(
      ([key, [name]]) =>
        key === `${serviceCode}/${quotaCode ?? ""}` || (key.startsWith(`${serviceCode}/`) && name === quotaName),
    );
    if (found === undefined) {
      throw new AwsError("NoSuchResourceException", "The request failed because the specified quota does not exist.");
    }
    const [key, [name, most]] = found;
    const code = key.split("/")[1] ?? "";
    const value = call.services.settings.quotas?.[key] ?? Math.min(most, ANY_NUMBER);
    return {
      ...{
        serviceCode,
        serviceName: serviceCode,
        quotaCode: code,
        quotaName: name,
        region,
        value,
        defaultValue: value,
      },
      ...{ adjustable: true, globalQuota: serviceCode === "iam", usageMetrics: [] },
      id: `${serviceCode}/${code}`,
      arn: arnOf({ account: call.account, region }, "servicequotas", `${serviceCode}/${code}`),
    };
  },
});
