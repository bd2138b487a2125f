import assert from "node:assert/strict";
import { lambdaBaseline } from "../../../../policy/rules/lambda/lambda-baseline";
import { unknown } from "../../judge";
import { judges } from "../../tables";

const subnets = "vpcConfig.subnetIds is left out";

for (const type of ["aws:lambda/function:Function", "aws-native:lambda:Function"] as const) {
  judges(lambdaBaseline, type, {
    base: {
      runtime: "nodejs24.x",
      vpcConfig: { subnetIds: ["subnet-1"] },
      deadLetterConfig: { targetArn: "arn:aws:sqs:eu-west-1:111122223333:failed" },
      tracingConfig: { mode: "Active" },
    },
    passes: {
      "an image, which has no runtime": { runtime: undefined },
      "variables under one's own key": { environment: { variables: { A: "1" } }, kmsKeyArn: "arn:key" },
      "an environment without variables": { environment: { variables: {} } },
      "subnets and a queue known only after the update": {
        vpcConfig: { subnetIds: [unknown] },
        deadLetterConfig: { targetArn: unknown },
      },
      "an old runtime the organisation allows": [{ runtime: "python3.9" }, { knobs: { runtimes: [] } }],
    },
    finds: {
      "an old runtime": [{ runtime: "python3.9" }, "runtime is python3.9, which AWS no longer patches"],
      "a runtime the organisation forbids": [
        { runtime: "nodejs24.x" },
        "runtime is nodejs24.x, which AWS no longer patches",
        { knobs: { runtimes: ["nodejs24.x"] } },
      ],
      "no VPC": [{ vpcConfig: undefined }, subnets],
      "no subnets": [{ vpcConfig: { subnetIds: [] } }, subnets],
      "variables under AWS's key": [
        { environment: { variables: { A: unknown } } },
        "kmsKeyArn is left out, though there are variables",
      ],
      "no queue": [{ deadLetterConfig: undefined }, "deadLetterConfig.targetArn is left out"],
      "no tracing": [{ tracingConfig: undefined }, "tracingConfig.mode is not Active"],
      "tracing left to the caller": [{ tracingConfig: { mode: "PassThrough" } }, "tracingConfig.mode is not Active"],
    },
    undecided: {
      "an unknown runtime": { runtime: unknown },
      "unknown subnets": { vpcConfig: unknown },
      "an unknown environment": { environment: unknown },
      "unknown tracing": { tracingConfig: { mode: unknown } },
    },
  });
}

describe("the runtimes lambda-baseline refuses", () => {
  const refused = lambdaBaseline.knobs?.runtimes.fallback ?? [];
  it("are the ones before those AWS still patches", () => {
    for (const name of [
      "nodejs20.x",
      "nodejs",
      "python3.9",
      "python2.7",
      "java8",
      "go1.x",
      "provided",
      "ruby3.2",
      "dotnet6",
    ])
      assert.ok(refused.includes(name), name);
    for (const name of ["nodejs22.x", "python3.12", "java21", "java8.al2", "provided.al2023", "ruby3.3", "dotnet8"])
      assert.ok(!refused.includes(name), name);
  });

  it("are written as AWS writes them", () => {
    for (const name of refused)
      assert.match(name, /^(dotnet(core)?|go|java|nodejs|provided|python|ruby)[0-9.x]*(-edge)?$/);
  });
});
