import { secretNoOpenPolicy as rule } from "../../../../policy/rules/secrets/secret-no-open-policy";
import { judgesDocuments } from "../../documents";
import { unknown } from "../../judge";
import { judges } from "../../tables";

const one = "111111111111";
const Action = "secretsmanager:GetSecretValue";
const open = "lets everyone read the secret";

judgesDocuments(
  rule,
  ["aws:secretsmanager/secretPolicy:SecretPolicy", "policy"],
  ["aws-native:secretsmanager:ResourcePolicy", "resourcePolicy"],
  {
    base: { Principal: { AWS: `arn:aws:iam::${one}:root` }, Action },
    passes: {
      "everyone of an organisation": {
        Principal: "*",
        Action,
        Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
      },
      "a denial of everyone": { Effect: "Deny", Principal: "*", Action },
    },
    finds: {
      everyone: [{ Principal: "*", Action }, `Statement[0].Principal ${open}`],
      "everyone in a list": [{ Principal: { AWS: [one, "*"] }, Action }, `Statement[0].Principal.AWS[1] ${open}`],
      "everyone but one": [{ NotPrincipal: { AWS: one }, Action }, `Statement[0].NotPrincipal ${open}`],
      "everyone with a tag": [
        { Principal: "*", Action, Condition: { StringEquals: { "aws:PrincipalTag/team": "a" } } },
        `Statement[0].Principal ${open}`,
      ],
    },
    undecided: { "an unknown principal": { Principal: { AWS: unknown }, Action } },
  },
);

judges(rule, "aws:secretsmanager/secret:Secret", {
  base: {},
  passes: { "the empty policy that removes one": { policy: "{}" } },
  finds: {
    everyone: [
      { policy: JSON.stringify({ Statement: { Effect: "Allow", Principal: "*", Action } }) },
      `policy.Statement.Principal ${open}`,
    ],
    "broken JSON": [{ policy: "{" }, "policy cannot be read as a policy"],
  },
  undecided: { "an unknown policy": { policy: unknown } },
});

for (const type of [
  "aws:secretsmanager/secretPolicy:SecretPolicy",
  "aws-native:secretsmanager:ResourcePolicy",
] as const) {
  judges(rule, type, {
    base: { blockPublicPolicy: true },
    passes: { "the block left out": { blockPublicPolicy: undefined } },
    finds: { "no block": [{ blockPublicPolicy: false }, "blockPublicPolicy is false"] },
    undecided: { "an unknown block": { blockPublicPolicy: unknown } },
  });
}
