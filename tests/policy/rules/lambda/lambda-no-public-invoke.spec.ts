import { lambdaNoPublicInvoke } from "../../../../policy/rules/lambda/lambda-no-public-invoke";
import { unknown } from "../../judge";
import { judges } from "../../tables";

const service = "is s3.amazonaws.com, without sourceAccount or sourceArn";

for (const type of ["aws:lambda/permission:Permission", "aws-native:lambda:Permission"] as const) {
  judges(lambdaNoPublicInvoke, type, {
    base: { principal: "s3.amazonaws.com", sourceArn: "arn:aws:s3:::orders" },
    passes: {
      "an account": { principal: "111122223333", sourceArn: undefined },
      "a role": { principal: "arn:aws:iam::111122223333:role/a.amazonaws.com/app", sourceArn: undefined },
      "a service for one account": { sourceArn: undefined, sourceAccount: "111122223333" },
      "a service for an API of an account": { sourceArn: "arn:aws:execute-api:*:111122223333:a1b2c3/*/GET/*" },
      "a service for what is not known yet": { sourceArn: unknown },
      "everyone of an organisation": { principal: "*", sourceArn: undefined, principalOrgId: "o-a1b2c3d4e5" },
      "a skill by its token": {
        principal: "alexa-appkit.amazon.com",
        sourceArn: undefined,
        eventSourceToken: "amzn1.ask.skill.1",
      },
    },
    finds: {
      everyone: [{ principal: "*", sourceArn: undefined }, "principal is *"],
      "everyone with a token": [{ principal: "*", sourceArn: undefined, eventSourceToken: "a" }, "principal is *"],
      "a service for everyone": [{ sourceArn: undefined }, `principal ${service}`],
      "a service for every source": [{ sourceArn: "*" }, `principal ${service}`],
      "a service for every bucket": [{ sourceArn: "arn:aws:s3:::*" }, `principal ${service}`],
      "a service for buckets of a name that goes on": [{ sourceArn: "arn:aws:s3:::orders*" }, `principal ${service}`],
      "a service for things of every account": [
        { sourceArn: "arn:aws:execute-api:eu-west-1:*:a1b2c3/*" },
        `principal ${service}`,
      ],
      "a service for accounts of a kind": [{ sourceArn: undefined, sourceAccount: "1111*" }, `principal ${service}`],
      "a service for no source": [{ sourceArn: "", sourceAccount: null }, `principal ${service}`],
      "a service in China": [
        { principal: "s3.amazonaws.com.cn", sourceArn: undefined },
        "principal is s3.amazonaws.com.cn, without sourceAccount or sourceArn",
      ],
      "a skill of everyone": [
        { principal: "alexa-appkit.amazon.com", sourceArn: undefined },
        "principal is alexa-appkit.amazon.com, without sourceAccount or sourceArn",
      ],
    },
    undecided: { "an unknown principal": { principal: unknown, sourceArn: undefined } },
  });
}

for (const [type, property] of [
  ["aws:lambda/functionUrl:FunctionUrl", "authorizationType"],
  ["aws-native:lambda:Url", "authType"],
] as const) {
  judges(lambdaNoPublicInvoke, type, {
    base: { [property]: "AWS_IAM" },
    passes: { "what the provider refuses anyway": { [property]: undefined } },
    finds: { "a URL for everyone": [{ [property]: "NONE" }, `${property} is NONE`] },
    undecided: { "an unknown authorization": { [property]: unknown } },
  });
}
