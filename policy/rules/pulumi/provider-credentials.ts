import { matchesAny, patterns } from "../../framework/knobs";
import { awsProviders, providerSetting } from "../../framework/provider-setting";
import { rule } from "../../framework/rule";

const properties = [
  "accessKey",
  "secretKey",
  "token",
  "insecure",
  "skipCredentialsValidation",
  "skipRequestingAccountId",
  "endpoints",
] as const;

export const providerCredentials = rule({
  id: "provider-credentials",
  sentence: "Providers take their credentials from outside and talk to AWS itself.",
  why: "A key in a provider's settings is a key in the state file; another endpoint sees every request and every secret.",
  fix: "Remove it: use a profile, a role or the environment of the machine that runs Pulumi.",
  severity: "high",
  level: "mandatory",
  controls: ["checkov CKV_AWS_41"],
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
  knobs: {
    allowEndpoints: patterns("Regular expressions of endpoints that may stand in for AWS, for local tests."),
  },
  reads: { [awsProviders[0]]: properties, [awsProviders[1]]: properties },
  check(provider, { knobs }) {
    const keys = [provider.get("accessKey"), provider.get("secretKey"), provider.get("token")];
    const given = keys.filter((key) => key.present && (!key.known || key.text() !== ""));
    const switches = ["insecure", "skipCredentialsValidation", "skipRequestingAccountId"];
    const on = switches.map((name) => providerSetting(provider, name)).filter((field) => field.flag() === true);
    const hosts = providerSetting(provider, "endpoints")
      .items()
      .flatMap((item) => item.entries().map(([, host]) => host));
    const foreign = hosts.filter((host) => {
      const url = host.text();
      if (url === undefined || url === "" || matchesAny(knobs.allowEndpoints, url)) return false;
      return !/^(https:\/\/)?[a-z0-9.-]+\.amazonaws\.com(\.cn)?(:443)?\/?$/i.test(url);
    });
    return [
      ...given.map((at) => ({ at, what: "is given in the provider's settings" })),
      ...on.map((at) => ({ at, what: "is on" })),
      ...foreign.map((at) => ({ at, what: "is no endpoint of AWS" })),
    ];
  },
});
