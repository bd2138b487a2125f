import { getServiceNetwork } from "@pulumi/aws/vpclattice/getServiceNetwork";

import type { StandingServiceNetwork } from "../components/access/database-access";
import type { ConsumerConfig } from "./config";
import { configError } from "./config-error";
import { problem, shown, type ConfigProblem } from "./config-problem";
import { plainReason } from "./plain-reason";
import { serviceNetworkIdOf } from "./settings/consuming";

/**
 * Looks at the service network that is named, before anything is registered.
 * @returns undefined where none is.
 * @throws pulumi.RunError where there is none such in this account and Region.
 */
export async function broughtServiceNetwork(
  stack: string,
  { serviceNetwork, aws }: Pick<ConsumerConfig, "serviceNetwork" | "aws">,
): Promise<StandingServiceNetwork | undefined> {
  if (serviceNetwork === undefined) return undefined;
  const { accountId, region } = aws.place;
  const wrong = (said: string): ConfigProblem => {
    const text = `must be a service network of account ${accountId} in ${region}, got ${shown(serviceNetwork)}${said}`;
    return {
      ...problem(["serviceNetwork"], text),
      edits: [],
      run: [`aws vpc-lattice list-service-networks --region ${region}`],
    };
  };
  const id = serviceNetworkIdOf(serviceNetwork) ?? serviceNetwork;
  let found: StandingServiceNetwork;
  try {
    found = await getServiceNetwork({ serviceNetworkIdentifier: id });
  } catch (error) {
    throw configError(stack, [wrong(` (${plainReason(error)})`)]);
  }
  // By its id RAM may show one that another account has shared.
  if (found.arn.split(":")[4] === accountId) return { id, arn: found.arn };
  throw configError(stack, [wrong(`, which is ${found.arn}`)]);
}
