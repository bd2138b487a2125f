import { parseArn } from "../../../aws/arn";
import type { Services } from "../services";
import { access, type Access } from "./access";
import type { AwsPrincipal } from "./principal";

/**
 * Whether a principal's own policies let it do something to a resource that has no policy of its own, such as logging
 * in to a database (`rds-db:connect` on `arn:aws:rds-db:REGION:ACCOUNT:dbuser:db-…/USER`).
 */
export function isAllowed(
  services: Pick<Services, "store" | "clock" | "settings">,
  request: { readonly principal: AwsPrincipal; readonly action: string; readonly resource: string },
): Access {
  return access(services, { ...request, resourceAccount: parseArn(request.resource)?.account ?? "" });
}
