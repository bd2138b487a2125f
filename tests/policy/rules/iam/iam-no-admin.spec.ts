import { iamNoAdmin } from "../../../../policy/rules/iam/iam-no-admin";
import { judgesDocuments } from "../../documents";
import { unknown } from "../../judge";
import { judges } from "../../tables";
import { awsPolicy, nativePolicy } from "./holders";

const admin = "Statement[0] allows every action on every resource";

judgesDocuments(iamNoAdmin, awsPolicy, nativePolicy, {
  base: { Action: ["s3:GetObject"], Resource: ["arn:aws:s3:::orders/*"] },
  passes: {
    "every action on named resources": { Action: "*", Resource: "arn:aws:s3:::orders/*" },
    "named actions on every resource": { Action: ["ec2:DescribeVpcs"], Resource: "*" },
    "a denial of everything": { Effect: "Deny", Action: "*", Resource: "*" },
    "a denial of all but a few": { Effect: "Deny", NotAction: ["iam:*"], NotResource: "arn:aws:s3:::a" },
    "a service's actions, which is another rule's": { Action: "kms:*", Resource: "*" },
  },
  finds: {
    "single stars": [{ Action: "*", Resource: "*" }, admin],
    "stars in lists": [{ Action: ["s3:GetObject", "*"], Resource: ["arn:aws:s3:::a", "*"] }, admin],
    "stars with colons, in every ARN": [{ Action: "*:*", Resource: "arn:aws:*:*:*:*" }, admin],
    "it despite a condition": [{ Action: "*", Resource: "*", Condition: { Bool: { "aws:Secure": "true" } } }, admin],
    "it in a later statement": [
      [
        { Action: "s3:GetObject", Resource: "*" },
        { Action: "*", Resource: "*" },
      ],
      "Statement[1] allows every action on every resource",
    ],
    NotAction: [{ NotAction: "iam:*", Resource: "*" }, "Statement[0].NotAction allows every action but some"],
    NotResource: [
      { Action: "s3:GetObject", NotResource: "arn:aws:s3:::secret/*" },
      "Statement[0].NotResource allows it on every resource but some",
    ],
  },
  undecided: {
    "an unknown action": { Action: [unknown], Resource: "*" },
    "an unknown resource": { Action: "*", Resource: unknown },
    "an unknown effect": { Effect: unknown, Action: "*", Resource: "*" },
  },
});

judges(iamNoAdmin, "aws:iam/role:Role", {
  base: { inlinePolicies: [{ name: "a", policy: "" }] },
  passes: { "no inline policies": { inlinePolicies: undefined } },
  finds: {
    "an inline policy that is no JSON": [
      { inlinePolicies: [{ policy: '{"Statement":' }] },
      "inlinePolicies[0].policy is no policy document that can be read",
    ],
  },
  undecided: { "an inline policy not known yet": { inlinePolicies: [{ name: "a", policy: unknown }] } },
});
