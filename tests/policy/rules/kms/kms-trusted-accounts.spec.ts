import { kmsTrustedAccounts as rule } from "../../../../policy/rules/kms/kms-trusted-accounts";
import { judgesDocuments } from "../../documents";
import { unknown } from "../../judge";
import { judges } from "../../tables";

const one = "111111111111";
const two = "222222222222";
const three = "333333333333";
const listed = { settings: { ownAccounts: [one], trustedAccounts: [two], organizationIds: ["o-ours"] } };
const stranger = `names account ${three}, which is neither own nor trusted`;
const Action = "kms:Decrypt";
const bound = (Condition: object) => ({ Principal: "*", Action, Condition });

judgesDocuments(rule, ["aws:kms/key:Key", "policy"], ["aws-native:kms:Key", "keyPolicy"], {
  base: { Principal: { AWS: [`arn:aws:iam::${one}:root`, two] }, Action },
  options: listed,
  passes: {
    "a service": { Principal: { Service: "logs.amazonaws.com" }, Action },
    "a stranger denied": { Effect: "Deny", Principal: { AWS: three }, Action },
    "everyone of a listed account": bound({ StringEquals: { "kms:CallerAccount": two } }),
    "everyone of a listed organisation": bound({ StringEquals: { "aws:PrincipalOrgID": "o-ours" } }),
    "everyone, which is another rule's": { Principal: "*", Action },
  },
  finds: {
    "a stranger": [{ Principal: { AWS: [one, three] }, Action }, `Statement[0].Principal.AWS[1] ${stranger}`],
    "a stranger's role": [
      { Principal: { AWS: `arn:aws:iam::${three}:role/app` }, Action },
      `Statement[0].Principal.AWS ${stranger}`,
    ],
    "everyone of a stranger's account": [
      bound({ StringEquals: { "kms:CallerAccount": [two, three] } }),
      `Statement[0].Condition.StringEquals.kms:CallerAccount[1] ${stranger}`,
    ],
    "everyone of a strange organisation": [
      bound({ StringEquals: { "aws:PrincipalOrgID": "o-theirs" } }),
      "Statement[0].Condition.StringEquals.aws:PrincipalOrgID names organisation o-theirs, which nobody listed",
    ],
  },
  undecided: {
    "an unknown principal": { Principal: { AWS: unknown }, Action },
    "an unknown organisation": bound({ StringEquals: { "aws:PrincipalOrgID": unknown } }),
  },
});

judges(rule, "aws:kms/key:Key", {
  base: {},
  options: listed,
  passes: {
    "broken JSON, which is another rule's": { policy: "{" },
    "its provider's account": [
      { policy: { Statement: { Effect: "Allow", Principal: { AWS: three }, Action } } },
      { provider: { allowedAccountIds: `["${three}"]` } },
    ],
    "any account and organisation while nobody listed those to trust": [
      {
        policy: {
          Statement: [
            { Effect: "Allow", Principal: { AWS: three }, Action },
            { Effect: "Allow", ...bound({ StringEquals: { "aws:PrincipalOrgID": "o-theirs" } }) },
          ],
        },
      },
      { settings: {} },
    ],
  },
});

judges(rule, "aws:kms/grant:Grant", {
  base: { granteePrincipal: `arn:aws:iam::${one}:role/app` },
  options: listed,
  passes: {
    "a service": { granteePrincipal: "rds.amazonaws.com" },
    "a stranger while nobody listed those to trust": [
      { granteePrincipal: `arn:aws:iam::${three}:role/app` },
      { settings: {} },
    ],
  },
  finds: {
    "a stranger's role": [{ granteePrincipal: `arn:aws:iam::${three}:role/app` }, `granteePrincipal ${stranger}`],
    "a stranger who may end it": [{ retiringPrincipal: `arn:aws:iam::${three}:root` }, `retiringPrincipal ${stranger}`],
  },
  undecided: { "an unknown principal": { granteePrincipal: unknown } },
});
