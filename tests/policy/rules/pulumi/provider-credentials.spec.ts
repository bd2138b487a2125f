import { providerCredentials } from "../../../../policy/rules/pulumi/provider-credentials";
import { unknown } from "../../judge";
import { judges } from "../../tables";

const endpoints = (...hosts: readonly unknown[]) => ({ endpoints: JSON.stringify([{ rds: hosts[0], ec2: hosts[1] }]) });

for (const type of ["pulumi:providers:aws", "pulumi:providers:aws-native"] as const) {
  judges(providerCredentials, type, {
    base: { region: "eu-central-1", skipMetadataApiCheck: "true" },
    passes: {
      "an empty key": { accessKey: "" },
      "switches off": { insecure: "false", skipCredentialsValidation: false },
      "endpoints of AWS": endpoints("https://rds.eu-central-1.amazonaws.com", "vpce-1.ec2.amazonaws.com.cn:443/"),
      "an empty endpoint": endpoints(""),
      "an endpoint for tests": [
        endpoints("http://localhost:4566"),
        { knobs: { allowEndpoints: ["^http://localhost:"] } },
      ],
    },
    finds: {
      "an access key": [{ accessKey: "a" }, "accessKey is given in the provider's settings"],
      "a secret key": [{ secretKey: "a" }, "secretKey is given in the provider's settings"],
      "a token not known yet": [{ token: unknown }, "token is given in the provider's settings"],
      "TLS that is not checked": [{ insecure: "true" }, "insecure is on"],
      "credentials that are not checked": [{ skipCredentialsValidation: true }, "skipCredentialsValidation is on"],
      "an account that is not asked for": [{ skipRequestingAccountId: "true" }, "skipRequestingAccountId is on"],
      "another endpoint": [
        endpoints("https://rds.amazonaws.com", "https://evil.example"),
        "endpoints[0].ec2 is no endpoint of AWS",
      ],
      "an endpoint that only looks alike": [
        endpoints("https://rds.amazonaws.com.evil.example"),
        "endpoints[0].rds is no endpoint of AWS",
      ],
      "an endpoint with AWS's name in its path": [
        endpoints("https://evil.example/rds.amazonaws.com"),
        "endpoints[0].rds is no endpoint of AWS",
      ],
      "an endpoint without TLS": [
        endpoints("http://rds.amazonaws.com"),
        "endpoints[0].rds is no endpoint of AWS",
        { knobs: { allowEndpoints: ["localhost"] } },
      ],
    },
    undecided: { "unknown endpoints": { endpoints: unknown }, "an unknown switch": { insecure: unknown } },
  });
}
