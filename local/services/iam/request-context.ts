import type { Services } from "../services";
import type { RequestContext } from "./conditions";
import type { Principal } from "./principal";

/** The condition keys every request has, as far as the local cloud knows them. Keys are in lower case. */
export function requestContext(services: Pick<Services, "clock" | "settings">, who: Principal): RequestContext {
  const { organization } = services.settings;
  const isAws = "account" in who;
  const isMember = isAws && !organization.outsiders.includes(who.account);
  return {
    "aws:principalarn": isAws ? (who.roleArn ?? who.arn) : undefined,
    "aws:principalaccount": isAws ? who.account : undefined,
    "aws:principalorgid": isMember ? organization.id : undefined,
    "aws:principalisawsservice": String(!isAws),
    "aws:securetransport": "true",
    "aws:currenttime": services.clock.now().toISOString(),
  };
}
