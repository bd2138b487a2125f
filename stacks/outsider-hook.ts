import * as pulumi from "@pulumi/pulumi";

import { configError } from "./config-error";
import { closedProblem, type Closed } from "./outsiders";

/** What RAM says of an account outside the organisation, where the share admits none. */
const ONLY_INSIDE = "can only be shared within your AWS Organization";

/**
 * Says which key it is about where RAM refuses an account of `sharedWith`: only RAM knows who is in the organisation,
 * and its error names neither key nor remedy. A transformation, because the SDK (3.241) drops error hooks from the
 * options of every resource with a generated class (pulumi/pulumi#23344).
 */
export function outsiderHook(
  stack: string,
  name: string,
  isOpen: boolean,
  closed: Closed = { database: name },
): pulumi.ComponentResourceOptions {
  if (isOpen) return {};
  const hook = new pulumi.ErrorHook(`outsiders-of-${name}`, ({ errors, newInputs }) => {
    const said = outsiderRefusal(stack, closed, errors, newInputs?.["principal"]);
    if (said !== undefined) void pulumi.log.error(said);
    return false;
  });
  return {
    transformations: [
      ({ type, props, opts }) =>
        type === "aws:ram/principalAssociation:PrincipalAssociation"
          ? { props, opts: { ...opts, hooks: { ...opts.hooks, onError: [hook] } } }
          : undefined,
    ],
  };
}

/** The key and the remedy for RAM's refusal; undefined for any other error. */
export function outsiderRefusal(
  stack: string,
  closed: Closed,
  errors: readonly string[],
  principal: unknown,
): string | undefined {
  if (errors[0]?.includes(ONLY_INSIDE) !== true) return undefined;
  const account = typeof principal === "string" ? principal : "an account of sharedWith";
  const why =
    "RAM takes it for an account outside the organisation. Where it is inside, the management account enables sharing " +
    "first: aws ram enable-sharing-with-aws-organization";
  return configError(stack, [closedProblem(closed, account, why)]).message;
}
