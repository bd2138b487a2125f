import type { Resource } from "../../../resources/resource";
import { strings } from "../../framework/knobs";
import { type Finding, rule } from "../../framework/rule";

/** Runtimes AWS no longer patches, as of November 2026. */
const old = [
  "dotnet5.0",
  "dotnet6",
  "dotnet7",
  "dotnetcore1.0",
  "dotnetcore2.0",
  "dotnetcore2.1",
  "dotnetcore3.1",
  "go1.x",
  "java8",
  "nodejs",
  "nodejs4.3",
  "nodejs4.3-edge",
  "nodejs6.10",
  "nodejs8.10",
  "nodejs10.x",
  "nodejs12.x",
  "nodejs14.x",
  "nodejs16.x",
  "nodejs18.x",
  "nodejs20.x",
  "provided",
  "python2.7",
  "python3.6",
  "python3.7",
  "python3.8",
  "python3.9",
  "ruby2.5",
  "ruby2.7",
  "ruby3.2",
] as const;

const properties = ["deadLetterConfig", "environment", "kmsKeyArn", "runtime", "tracingConfig", "vpcConfig"] as const;

export const lambdaBaseline = rule({
  id: "lambda-baseline",
  sentence: "A function runs on a patched runtime, in a VPC, and its failures can be traced.",
  why: "A function near a database is one more way to it; an old runtime or one outside the VPC widens that way.",
  fix: "Use a current runtime, set vpcConfig, kmsKeyArn, deadLetterConfig and tracingConfig.",
  severity: "low",
  level: "advisory",
  surroundings: true,
  controls: [
    "FSBP Lambda.2",
    "FSBP Lambda.3",
    "checkov CKV_AWS_50",
    "checkov CKV_AWS_116",
    "checkov CKV_AWS_117",
    "checkov CKV_AWS_173",
    "checkov CKV_AWS_363",
    "trivy AWS-0066",
    "cdk-nag L1",
  ],
  url: "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html",
  knobs: { runtimes: strings(old, "Runtimes no function may use.") },
  reads: { "aws:lambda/function:Function": properties, "aws-native:lambda:Function": properties },
  check(lambda, { knobs }) {
    const runtime = lambda.get("runtime");
    const name = runtime.text() ?? "";
    return [
      ...(knobs.runtimes.includes(name) ? [{ at: runtime, what: `is ${name}, which AWS no longer patches` }] : []),
      ...lacking(lambda),
    ];
  },
});

function* lacking(lambda: Resource): Iterable<Finding> {
  const subnets = lambda.get("vpcConfig").get("subnetIds");
  if (!subnets.unknown && subnets.items().length === 0) yield { at: subnets, what: "is left out" };
  const variables = lambda.get("environment").get("variables");
  const key = lambda.get("kmsKeyArn");
  // Without a key of one's own Lambda uses the one AWS manages.
  if (key.absent && variables.entries().length > 0) yield { at: key, what: "is left out, though there are variables" };
  const queue = lambda.get("deadLetterConfig").get("targetArn");
  if (queue.absent) yield { at: queue, what: "is left out" };
  const tracing = lambda.get("tracingConfig").get("mode");
  // PassThrough, the default, traces only what the caller traces.
  if (!tracing.unknown && tracing.text() !== "Active") yield { at: tracing, what: "is not Active" };
}
