import { rdsProxyTlsIam as rule } from "../../../../policy/rules/rds/rds-proxy-tls-iam";
import { unknown } from "../../judge";
import { judges } from "../../tables";

for (const [type, auth] of [
  ["aws:rds/proxy:Proxy", "auths"],
  ["aws-native:rds:DbProxy", "auth"],
] as const) {
  judges(rule, type, {
    base: { requireTls: true, [auth]: [{ iamAuth: "REQUIRED" }] },
    passes: {
      "IAM as the default scheme": { [auth]: [{ iamAuth: "DISABLED" }], defaultAuthScheme: "IAM_AUTH" },
      "no entries": { [auth]: undefined },
      "debug logging off": { debugLogging: false },
    },
    finds: {
      "TLS left out": [{ requireTls: undefined }, "requireTls is left out"],
      "TLS off": [{ requireTls: false }, "requireTls is false"],
      "another value": [{ requireTls: "yes" }, "requireTls has another value"],
      "IAM disabled": [{ [auth]: [{ iamAuth: "DISABLED" }] }, `(advice) ${auth}[0].iamAuth is not REQUIRED`],
      "IAM left out in one entry": [
        { [auth]: [{ iamAuth: "REQUIRED" }, {}], defaultAuthScheme: "NONE" },
        `(advice) ${auth}[1].iamAuth is left out`,
      ],
      "IAM disabled beside an entry not known yet": [
        { [auth]: [{ iamAuth: unknown }, { iamAuth: "ENABLED" }] },
        `(advice) ${auth}[1].iamAuth is not REQUIRED`,
      ],
      "statements logged": [
        { debugLogging: true },
        "(advice) debugLogging is true, which writes SQL statements to the log",
      ],
      "TLS off, whatever is not known": [
        { requireTls: false, [auth]: unknown, debugLogging: unknown },
        "requireTls is false",
      ],
    },
    undecided: {
      "unknown TLS": { requireTls: unknown },
      "an unknown entry": { [auth]: [{ iamAuth: unknown }] },
      "unknown entries": { [auth]: unknown },
      "an unknown scheme": { [auth]: [{}], defaultAuthScheme: unknown },
      "unknown logging": { debugLogging: unknown },
    },
  });
}
