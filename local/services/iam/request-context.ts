import type { OrganizationSettings, Services } from "../services";
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
    "aws:principalorgpaths": isMember ? pathsOf(organization, who.account) : undefined,
    "aws:principalisawsservice": String(!isAws),
    "aws:securetransport": "true",
    "aws:currenttime": services.clock.now().toISOString(),
  };
}

/**
 * Where an account is in the organisation: below the root, or in the units that name it. How units are in units the
 * settings do not say: each counts as one below the root.
 */
function pathsOf({ id, units }: OrganizationSettings, account: string): readonly string[] {
  const within = Object.entries(units).filter(([, accounts]) => accounts.includes(account));
  return within.length === 0
    ? [`${id}/r-root/`]
    : within.map(([unit]) => `${id}/r-${unit.split("-")[1] ?? ""}/${unit}/`);
}
