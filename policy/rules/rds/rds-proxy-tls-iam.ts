import type { Resource } from "../../../resources/resource";
import { type Finding, rule } from "../../framework/rule";
import { stated } from "../../framework/stated";

export const rdsProxyTlsIam = rule({
  id: "rds-proxy-tls-iam",
  sentence: "A database proxy requires TLS and IAM logins, and logs no statements.",
  why: "Without TLS the login crosses two networks in clear text; without IAM whoever learns a password gets in.",
  fix: "Set requireTls to true, defaultAuthScheme to IAM_AUTH (or iamAuth to REQUIRED), and debugLogging to false.",
  severity: "high",
  level: "mandatory",
  controls: ["FSBP RDS.43", "Config rds-proxy-tls-encryption"],
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy-setup.html",
  reads: {
    "aws:rds/proxy:Proxy": ["requireTls", "auths", "defaultAuthScheme", "debugLogging"],
    "aws-native:rds:DbProxy": ["requireTls", "auth", "defaultAuthScheme", "debugLogging"],
  },
  check(proxy) {
    // Left out, all of these are false or NONE.
    const tls = proxy.get("requireTls");
    const debug = proxy.get("debugLogging");
    return [
      ...(tls.isNotTrue() ? [{ at: tls, what: stated(tls) }] : []),
      ...withoutIam(proxy),
      ...(debug.flag() === true
        ? [{ at: debug, what: "is true, which writes SQL statements to the log", advisory: true as const }]
        : []),
    ];
  },
});

function withoutIam(proxy: Resource): Finding[] {
  const scheme = proxy.get("defaultAuthScheme");
  if (scheme.unknown || scheme.text() === "IAM_AUTH") return [];
  const entries = proxy.get(proxy.native ? "auth" : "auths").items();
  return entries
    .map((entry) => entry.get("iamAuth"))
    .filter((iam) => !iam.unknown && iam.text() !== "REQUIRED")
    .map((at) => ({ at, what: at.absent ? "is left out" : "is not REQUIRED", advisory: true }));
}
