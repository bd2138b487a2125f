import { kmsNoOpenPolicy as rule } from "../../../../policy/rules/kms/kms-no-open-policy";
import { type Holder, judgesDocuments } from "../../documents";
import { unknown } from "../../judge";
import { judges } from "../../tables";

const one = "111111111111";
const Action = "kms:*";
const bound = (Condition: object) => ({ Principal: { AWS: "*" }, Action, Condition });
const open = "lets everyone use the key";

for (const [json, object] of [
  [
    ["aws:kms/key:Key", "policy"],
    ["aws-native:kms:Key", "keyPolicy"],
  ],
  [
    ["aws:kms/keyPolicy:KeyPolicy", "policy"],
    ["aws-native:kms:ReplicaKey", "keyPolicy"],
  ],
] satisfies [Holder, Holder][]) {
  judgesDocuments(rule, json, object, {
    base: { Principal: { AWS: `arn:aws:iam::${one}:root` }, Action },
    passes: {
      "a service": { Principal: { Service: "logs.eu-west-1.amazonaws.com" }, Action },
      "everyone of an account": bound({ StringEquals: { "kms:CallerAccount": one } }),
      "everyone of an organisation": bound({ StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }),
      "a denial of everyone": { Effect: "Deny", Principal: "*", Action },
    },
    finds: {
      everyone: [{ Principal: "*", Action }, `Statement[0].Principal ${open}`],
      "everyone in AWS": [{ Principal: { AWS: "*" }, Action }, `Statement[0].Principal.AWS ${open}`],
      "everyone in a list, in a later statement": [
        [
          { Principal: { AWS: one }, Action },
          { Principal: { AWS: [one, "*"] }, Action },
        ],
        `Statement[1].Principal.AWS[1] ${open}`,
      ],
      "everyone but one": [{ NotPrincipal: { AWS: one }, Action }, `Statement[0].NotPrincipal ${open}`],
      "everyone who comes by a service": [
        bound({ StringEquals: { "kms:ViaService": "rds.eu-west-1.amazonaws.com" } }),
        `Statement[0].Principal.AWS ${open}`,
      ],
      "everyone who may be of an organisation": [
        bound({ StringEqualsIfExists: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }),
        `Statement[0].Principal.AWS ${open}`,
      ],
    },
    undecided: {
      "an unknown principal": { Principal: { AWS: unknown }, Action },
      "an unknown condition": bound({ StringEquals: unknown }),
    },
  });
}

for (const type of [
  "aws:kms/externalKey:ExternalKey",
  "aws:kms/replicaKey:ReplicaKey",
  "aws:kms/replicaExternalKey:ReplicaExternalKey",
] as const) {
  const policy = JSON.stringify({ Statement: [{ Effect: "Allow", Principal: "*", Action }] });
  judges(rule, type, { base: {}, finds: { everyone: [{ policy }, `policy.Statement[0].Principal ${open}`] } });
}

judges(rule, "aws:kms/key:Key", {
  base: {},
  passes: {
    "everyone with a key the organisation accepts": [
      {
        policy: { Statement: { Effect: "Allow", ...bound({ StringEquals: { "kms:ViaService": "rds" } }) } },
      },
      { knobs: { boundaryKeys: ["kms:ViaService"] } },
    ],
  },
  finds: { "broken JSON": [{ policy: "{" }, "policy cannot be read as a policy"] },
});
judges(rule, "aws-native:kms:Key", {
  base: {},
  finds: { "a list": [{ keyPolicy: [] }, "keyPolicy cannot be read as a policy"] },
});
