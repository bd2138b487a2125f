import { iamTrustCrossAccountBound } from "../../../../policy/rules/iam/iam-trust-cross-account-bound";
import { judgesDocuments } from "../../documents";
import { unknown } from "../../judge";
import { awsRole, nativeRole } from "./holders";

const Action = "sts:AssumeRole";
const root = "arn:aws:iam::222233334444:root";
const role = "arn:aws:iam::222233334444:role/app";
const unbound = "trusts all of account 222233334444 without a condition";
const stranger = "trusts account 222233334444, which is neither own nor trusted";
const trusting = (AWS: unknown, operator = "StringEquals", key = "sts:ExternalId", value: unknown = "4f1d") => ({
  Principal: { AWS },
  Action,
  Condition: { [operator]: { [key]: value } },
});
const found = `Statement[0].Principal.AWS ${unbound}`;

judgesDocuments(iamTrustCrossAccountBound, awsRole, nativeRole, {
  base: trusting(root),
  options: { provider: { allowedAccountIds: '["111122223333"]' } },
  passes: {
    "a role of another account": { Principal: { AWS: role }, Action },
    "the account the role is made in": { Principal: { AWS: "arn:aws:iam::111122223333:root" }, Action },
    "an organisation": trusting("222233334444", "StringEquals", "aws:PrincipalOrgID", "o-a1b2c3d4e5"),
    "a unit of one": trusting(root, "ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "o-a1b2c3d4e5/r-1/ou-1/*"),
    "a role by condition": trusting(root, "ArnEquals", "aws:PrincipalArn", role),
    "roles by condition": trusting(root, "ArnLike", "aws:PrincipalArn", "arn:aws:iam::222233334444:role/app-*"),
    "a role by condition, beside another condition": {
      ...trusting(root),
      Condition: { ArnEquals: { "aws:PrincipalArn": role }, StringLike: { "aws:PrincipalTag/team": "*" } },
    },
    "the tagging of sessions, which assumes nothing": { Principal: { AWS: root }, Action: "sts:TagSession" },
    "services and identity providers": [
      { Principal: { Service: "ec2.amazonaws.com" }, Action },
      { Principal: { Federated: "arn:aws:iam::222233334444:saml-provider/sso" }, Action: "sts:AssumeRole*" },
    ],
    "everyone, who is another rule's": [
      { Principal: "*", Action },
      { Principal: { AWS: "arn:aws:iam::*:root" }, Action },
    ],
    "a denial": { Effect: "Deny", Principal: { AWS: root }, Action },
  },
  finds: {
    "the root of an account": [{ Principal: { AWS: root }, Action }, found],
    "an account's id in a list": [
      { Principal: { AWS: [role, "222233334444"] }, Action: ["sts:TagSession", "sts:Assume*"] },
      `Statement[0].Principal.AWS[1] ${unbound}`,
    ],
    "it in every action but some": [{ Principal: { AWS: root }, NotAction: "sts:TagSession" }, found],
    "any external id": [trusting(root, "StringLike", "sts:ExternalId", "*"), found],
    "an empty external id": [trusting(root, "StringEquals", "sts:ExternalId", ""), found],
    "an external id that may be missing": [trusting(root, "StringEqualsIfExists"), found],
    "the account once more": [trusting(root, "StringEquals", "aws:PrincipalAccount", "222233334444"), found],
    "every role by condition": [
      trusting(root, "ArnLike", "aws:PrincipalArn", ["arn:aws:iam::222233334444:role/*", role]),
      found,
    ],
    "every principal by condition": [
      trusting(root, "ArnLike", "aws:PrincipalArn", "arn:aws:iam::222233334444:*"),
      found,
    ],
    "a role's ARN in another condition": [trusting(root, "ArnEquals", "aws:SourceArn", role), found],
    "an account nobody listed, despite its condition": [
      trusting(root),
      `Statement[0].Principal.AWS ${stranger}`,
      { settings: { trustedAccounts: ["333344445555"] } },
    ],
    "a role of an account nobody listed": [
      { Principal: { AWS: role }, Action },
      `Statement[0].Principal.AWS ${stranger}`,
      { settings: { ownAccounts: ["333344445555"] } },
    ],
    "a trusted account without a condition": [
      { Principal: { AWS: root }, Action },
      found,
      { settings: { trustedAccounts: ["222233334444"] } },
    ],
    "nothing in an account of one's own": [
      { Principal: { AWS: root }, Action },
      [],
      { settings: { ownAccounts: ["222233334444"] } },
    ],
    "nothing in the provider's account, though others are listed": [
      { Principal: { AWS: "111122223333" }, Action },
      [],
      { settings: { ownAccounts: ["333344445555"] } },
    ],
    "nothing in what names no account or is no principal of AWS": [
      [
        { Principal: { AWS: "AIDACKCEVSQ6C2EXAMPLE" }, Action },
        { Principal: { Federated: "arn:aws:iam::222233334444:saml-provider/sso" }, Action },
      ],
      [],
      { settings: { trustedAccounts: ["333344445555"] } },
    ],
    "one's own account where nothing says that it is": [
      { Principal: { AWS: "111122223333" }, Action },
      "Statement[0].Principal.AWS trusts all of account 111122223333 without a condition",
      { provider: {} },
    ],
  },
  undecided: {
    "an unknown account": { Principal: { AWS: unknown }, Action },
    "an unknown external id": trusting(root, "StringEquals", "sts:ExternalId", unknown),
    "an unknown principal by condition": trusting(root, "ArnEquals", "aws:PrincipalArn", unknown),
  },
});
