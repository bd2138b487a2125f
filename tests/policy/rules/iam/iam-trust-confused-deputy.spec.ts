import { iamTrustConfusedDeputy } from "../../../../policy/rules/iam/iam-trust-confused-deputy";
import { judgesDocuments } from "../../documents";
import { unknown } from "../../judge";
import { awsRole, nativeRole } from "./holders";

const Action = "sts:AssumeRole";
const source = (operator: string, key: string, value: unknown) => ({
  Principal: { Service: "vpc-flow-logs.amazonaws.com" },
  Action,
  Condition: { [operator]: { [key]: value } },
});
const unbound = "is trusted without aws:SourceAccount or aws:SourceArn";
const found = `Statement[0].Principal.Service ${unbound}`;

judgesDocuments(iamTrustConfusedDeputy, awsRole, nativeRole, {
  base: source("StringEquals", "aws:SourceAccount", "111122223333"),
  passes: {
    "a source's ARN": source("ArnLike", "aws:SourceArn", "arn:aws:ec2:*:111122223333:vpc-flow-log/*"),
    "an organisation": source("StringEquals", "aws:SourceOrgID", "o-a1b2c3d4e5"),
    "a unit of one": source("ForAnyValue:StringLike", "aws:SourceOrgPaths", "o-a1b2c3d4e5/r-1/*"),
    "services that act for the account alone": {
      Principal: {
        Service: [
          "ec2.amazonaws.com",
          "ec2.amazonaws.com.cn",
          "edgelambda.amazonaws.com",
          "lambda.amazonaws.com",
          "monitoring.rds.amazonaws.com",
        ],
      },
      Action,
    },
    "accounts and identity providers": [
      { Principal: { AWS: "111122223333" }, Action },
      { Principal: { Federated: "cognito-identity.amazonaws.com" }, Action },
    ],
    "the tagging of sessions": { Principal: { Service: "pods.eks.amazonaws.com" }, Action: "sts:TagSession" },
  },
  finds: {
    "no condition": [{ Principal: { Service: "vpc-flow-logs.amazonaws.com" }, Action }, found],
    "one service of a list": [
      { Principal: { Service: ["ec2.amazonaws.com", "ecs-tasks.amazonaws.com"] }, Action },
      `Statement[0].Principal.Service[1] ${unbound}`,
    ],
    "a source that may be missing": [source("StringEqualsIfExists", "aws:SourceAccount", "111122223333"), found],
    "any source": [source("ArnLike", "aws:SourceArn", "*"), found],
    "a condition on the principal": [source("StringEquals", "aws:PrincipalOrgID", "o-a1b2c3d4e5"), found],
    "a service the organisation does not exempt": [
      { Principal: { Service: ["ec2.amazonaws.com", "ecs-tasks.amazonaws.com"] }, Action },
      `Statement[0].Principal.Service[0] ${unbound}`,
      { knobs: { services: ["ecs-tasks.amazonaws.com"] } },
    ],
  },
  undecided: {
    "an unknown service": { Principal: { Service: [unknown] }, Action },
    "an unknown account": source("StringEquals", "aws:SourceAccount", unknown),
  },
});
