/**
 * How long the policy pack takes: to start in a process of its own, and for each resource, both as the engine sees it
 * (a call to that process) and within the rules alone. Run with `npx ts-node -T measure/bench/policy.ts [resources]`.
 */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import type { AnalyzeResponse } from "@pulumi/pulumi/proto/analyzer_pb";
import { knobValues } from "../../policy/framework/knobs";
import { packOf } from "../../policy/framework/pack";
import { Resource } from "../../resources/resource";
import { settingsFrom } from "../../policy/framework/settings";
import { Stack } from "../../resources/stack";
import { allRules } from "../../policy/rules/all";
import { analyzeRequest, analyzeStackRequest, urnOf } from "../../tests/policy/analyzer-requests";
import { type Node, node, unknown, wrapped } from "../../tests/policy/judge";
import { ask, packFolder, startPack } from "../../tests/policy/pack-process";

/** Resources of a shared database as a preview shows them, again and again. */
function resources(count: number): readonly Node[] {
  const kinds: readonly ((index: number) => Node)[] = [
    (i) => node("aws:ec2/vpc:Vpc", `vpc-${i}`, { cidrBlock: "10.0.0.0/16", tags: { Name: `vpc-${i}` } }),
    (i) =>
      node(
        "aws:ec2/subnet:Subnet",
        `subnet-${i}`,
        { vpcId: unknown, cidrBlock: "10.0.1.0/24" },
        { vpcId: [`vpc-${i}`] },
      ),
    (i) =>
      node(
        "aws:ec2/securityGroup:SecurityGroup",
        `sg-${i}`,
        { vpcId: unknown, description: "database" },
        { vpcId: [`vpc-${i}`] },
      ),
    (i) =>
      node(
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        `rule-${i}`,
        {
          securityGroupId: unknown,
          referencedSecurityGroupId: unknown,
          ipProtocol: "tcp",
          fromPort: 5432,
          toPort: 5432,
        },
        { securityGroupId: [`sg-${i}`], referencedSecurityGroupId: [`sg-${i}`] },
      ),
    (i) =>
      node("aws:rds/instance:Instance", `db-${i}`, {
        engine: "postgres",
        engineVersion: "17",
        storageEncrypted: true,
        kmsKeyId: unknown,
        manageMasterUserPassword: true,
        backupRetentionPeriod: 7,
        deletionProtection: true,
        multiAz: true,
        vpcSecurityGroupIds: [unknown],
        dbSubnetGroupName: unknown,
        publiclyAccessible: false,
        tags: { Name: `db-${i}` },
      }),
    (i) => node("aws:kms/key:Key", `key-${i}`, { enableKeyRotation: true, policy: policyText }),
    (i) => node("aws:iam/rolePolicy:RolePolicy", `policy-${i}`, { policy: policyText, role: unknown }),
    (i) =>
      node("aws:vpclattice/resourceGateway:ResourceGateway", `gateway-${i}`, {
        subnetIds: [unknown, unknown],
        securityGroupIds: [unknown],
      }),
    (i) => node("aws-native:vpclattice:ServiceNetwork", `network-${i}`, { authType: "AWS_IAM" }),
    (i) => node("aws:cloudwatch/logGroup:LogGroup", `logs-${i}`, { retentionInDays: 365, kmsKeyId: unknown }),
  ];
  return Array.from({ length: count }, (_, index) =>
    kinds[index % kinds.length]?.(Math.floor(index / kinds.length)),
  ).flatMap((it) => it ?? []);
}

const policyText = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: { AWS: "arn:aws:iam::111111111111:root" }, Action: ["kms:Decrypt"], Resource: ["*"] },
  ],
});

/** All rules over all resources, without the SDK: milliseconds for each resource. */
function withinRules(nodes: readonly Node[]): { readonly resource: number; readonly stack: number } {
  const pack = packOf(allRules);
  const settings = settingsFrom({}, "2026-11-21");
  const opts = { protect: false, ignoreChanges: [] };
  const urns = new Map(nodes.map((it) => [it.name, { urn: urnOf(it) }]));
  const sources = nodes.map((it) => ({
    type: it.type,
    name: it.name,
    urn: urnOf(it),
    props: wrapped(it.props),
    opts,
    propertyDependencies: Object.fromEntries(
      Object.entries(it.dependsOn).map(([property, names]) => [
        property,
        names.flatMap((name) => urns.get(name) ?? []),
      ]),
    ),
  }));
  // Of the processor, so that what else the machine does counts for nothing.
  const judge = (each: () => void): number => {
    const started = process.cpuUsage();
    each();
    const { user, system } = process.cpuUsage(started);
    return (user + system) / 1000 / nodes.length;
  };
  const resource = judge(() => {
    for (const source of sources) {
      for (const rule of allRules) {
        if (!(rule.appliesTo?.(source.type) ?? Object.hasOwn(rule.reads, source.type))) continue;
        // Findings are made as they are asked for.
        Array.from(
          rule.check?.(new Resource(source), { knobs: knobValues(rule.knobs ?? {}, {}), settings, pack }) ?? [],
        );
      }
    }
  });
  const stack = judge(() => {
    for (const rule of allRules) {
      Array.from(
        rule.checkStack?.(new Stack(sources), { knobs: knobValues(rule.knobs ?? {}, {}), settings, pack }) ?? [],
      );
    }
  });
  return { resource, stack };
}

async function main(): Promise<void> {
  const nodes = resources(Number(process.argv[2] ?? 500));
  execFileSync(process.execPath, [join(packFolder, "build.mjs")]);
  const starts: number[] = [];
  for (let run = 0; run < 5; run++) {
    const { startMilliseconds, stop } = await startPack(packFolder, packFolder);
    starts.push(startMilliseconds);
    await stop();
  }
  const { client, stop } = await startPack(packFolder, packFolder);
  const requests = nodes.map(analyzeRequest);
  const warm = requests.slice(0, 50);
  for (const request of warm) await ask<AnalyzeResponse>((done) => client.analyze(request, done));
  const started = performance.now();
  for (const request of requests) await ask<AnalyzeResponse>((done) => client.analyze(request, done));
  const analyzed = performance.now();
  const whole = analyzeStackRequest(nodes);
  await ask<AnalyzeResponse>((done) => client.analyzeStack(whole, done));
  const finished = performance.now();
  await stop();
  withinRules(nodes.slice(0, 50));
  const within = withinRules(nodes);
  const row = (what: string, value: number) => {
    console.log(`${what.padEnd(52)}${value.toFixed(3).padStart(10)} ms`);
  };
  console.log(`${allRules.length} rules, ${nodes.length} resources`);
  row("start of the pack, fastest of 5", Math.min(...starts));
  row("start of the pack, slowest of 5", Math.max(...starts));
  row("a resource, within the rules", within.resource);
  row("a resource of a stack, within the rules", within.stack);
  row("a resource, as a call of the engine", (analyzed - started) / nodes.length);
  row("a resource of a stack, as a call of the engine", (finished - analyzed) / nodes.length);
}

void main();
