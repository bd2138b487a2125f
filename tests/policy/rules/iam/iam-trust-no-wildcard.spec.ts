import { iamTrustNoWildcard } from "../../../../policy/rules/iam/iam-trust-no-wildcard";
import { judgesDocuments } from "../../documents";
import { unknown } from "../../judge";
import { judges } from "../../tables";
import { awsRole, nativeRole } from "./holders";

const Action = "sts:AssumeRole";
const bound = (condition: object) => ({ Principal: "*", Action, Condition: condition });

judgesDocuments(iamTrustNoWildcard, awsRole, nativeRole, {
  base: { Principal: { AWS: "arn:aws:iam::111122223333:root" }, Action },
  passes: {
    "a service": { Principal: { Service: ["ec2.amazonaws.com"] }, Action },
    "everyone of an organisation": bound({ StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }),
    "a denial of everyone else": { Effect: "Deny", NotPrincipal: { AWS: "111122223333" }, Action },
  },
  finds: {
    everyone: [{ Principal: "*", Action }, "Statement[0].Principal lets everyone assume the role"],
    "everyone in a list": [
      { Principal: { AWS: ["111122223333", "*"] }, Action },
      "Statement[0].Principal.AWS[1] lets everyone assume the role",
    ],
    "everyone who knows a word": [
      bound({ StringEquals: { "sts:ExternalId": "4f1d" } }),
      "Statement[0].Principal lets everyone assume the role",
    ],
    NotPrincipal: [
      { NotPrincipal: { AWS: "111122223333" }, Action },
      "Statement[0].NotPrincipal lets everyone assume the role",
    ],
  },
  undecided: { "an unknown principal": { Principal: { AWS: unknown }, Action } },
});

judges(iamTrustNoWildcard, "aws:iam/role:Role", {
  base: { assumeRolePolicy: { Statement: { Effect: "Allow", Principal: { Service: "a.amazonaws.com" }, Action } } },
  finds: {
    "an object": [
      { assumeRolePolicy: { Statement: { Effect: "Allow", Principal: "*", Action } } },
      "assumeRolePolicy.Statement.Principal lets everyone assume the role",
    ],
    "no JSON": [{ assumeRolePolicy: "{" }, "assumeRolePolicy is no policy document that can be read"],
  },
});
