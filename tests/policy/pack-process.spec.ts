import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { allRules } from "../../policy/rules/all";
import { settingsPolicyName, totalsPolicyName } from "../../policy/framework/settings";
import type { AnalyzeResponse, AnalyzerInfo, RemediateResponse } from "@pulumi/pulumi/proto/analyzer_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { analyzeRequest, analyzeStackRequest } from "./analyzer-requests";
import { type Node, node, unknown } from "./judge";
import { type Configuration, type PackProcess, ask, configure, packFolder, startPack, verdicts } from "./pack-process";

const network = "aws:vpclattice/serviceNetwork:ServiceNetwork";
const open = node(network, "open", {});
const totals = (refused: number, advised: number): string =>
  `${totalsPolicyName}: Findings in this stack: ${refused} to mend before it is deployed, ${advised} of advice, 0 exempt.`;
const share = node("aws-native:ram:ResourceShare", "share", { name: "orders" });

describe("the pack in a process of its own", function () {
  this.timeout(60_000);
  let elsewhere: string;
  let pack: PackProcess;

  const analyze = async (target: Node) => {
    const request = analyzeRequest(target);
    return verdicts(await ask<AnalyzeResponse>((callback) => pack.client.analyze(request, callback)));
  };
  const analyzeStack = async (nodes: readonly Node[]) => {
    const request = analyzeStackRequest(nodes);
    return verdicts(await ask<AnalyzeResponse>((callback) => pack.client.analyzeStack(request, callback)));
  };
  const remediate = async (target: Node) => {
    const request = analyzeRequest(target);
    const response = await ask<RemediateResponse>((callback) => pack.client.remediate(request, callback));
    return response.getRemediationsList().map((it) => [it.getPolicyname(), it.getProperties()?.toJavaScript()]);
  };
  /** As the engine does: every rule's level, and what a configuration changes. */
  const configured = (changes: Configuration) =>
    configure(pack.client, {
      ...Object.fromEntries(
        allRules.map(({ id, level }) => [id, { level: level === "advisory" ? "ADVISORY" : "MANDATORY" }] as const),
      ),
      ...changes,
    });

  before(async () => {
    execFileSync(process.execPath, [join(packFolder, "build.mjs")]);
    // As published, alone in a folder, for a program that is no Node.js project.
    elsewhere = mkdtempSync(join(tmpdir(), "lattice-db-policy-"));
    for (const file of ["dist", "package.json", "PulumiPolicy.yaml"]) {
      cpSync(join(packFolder, file), join(elsewhere, "pack", file), { recursive: true });
    }
    symlinkSync(join(packFolder, "../node_modules"), join(elsewhere, "pack/node_modules"));
    pack = await startPack(join(elsewhere, "pack"), elsewhere);
  });

  after(async () => {
    await pack.stop();
    rmSync(elsewhere, { recursive: true });
  });

  it("offers every rule, with its version and its settings", async () => {
    const info = await ask<AnalyzerInfo>((callback) => pack.client.getAnalyzerInfo(new Empty(), callback));
    assert.equal(info.getName(), "lattice-db");
    assert.equal(info.getVersion(), "0.1.0");
    assert.deepEqual(
      info.getPoliciesList().map((policy) => policy.getName()),
      [settingsPolicyName, ...allRules.map(({ id }) => id), totalsPolicyName],
    );
    const schema = info.getPoliciesList()[0]?.getConfigschema()?.getProperties()?.toJavaScript();
    assert.ok(schema?.["exemptions"]);
  });

  it("judges without any configuration", async () => {
    assert.deepEqual(await analyze(open), ["MANDATORY lattice-auth-type-iam: authType is left out."]);
  });

  it("obeys levels and knobs", async () => {
    const resharable = node("aws-native:vpclattice:ServiceNetwork", "it", {
      authType: "AWS_IAM",
      sharingConfig: { enabled: true },
    });
    await configured({});
    assert.deepEqual(await analyze(resharable), ["ADVISORY lattice-config-no-reshare: sharingConfig.enabled is true."]);
    await configured({ "lattice-config-no-reshare": { level: "MANDATORY" } });
    assert.deepEqual(await analyze(resharable), [
      "MANDATORY lattice-config-no-reshare: sharingConfig.enabled is true.",
    ]);
    await configured({ "lattice-config-no-reshare": { level: "ADVISORY", props: { allow: true } } });
    assert.deepEqual(await analyze(resharable), []);
    await configured({ "lattice-config-no-reshare": { level: "DISABLED" } });
    assert.deepEqual(await analyze(resharable), []);
  });

  it("obeys the settings of the pack", async () => {
    const principal = node("aws:ram/principalAssociation:PrincipalAssociation", "it", { principal: "333333333333" });
    await configured({});
    assert.deepEqual(await analyze(principal), []);
    await configured({ [settingsPolicyName]: { level: "ADVISORY", props: { trustedAccounts: ["222222222222"] } } });
    assert.deepEqual(await analyze(principal), [
      "MANDATORY ram-principals-allowed: principal is 333333333333, which is no known account.",
    ]);
  });

  it("raises lesser findings in profile strict", async () => {
    const gateway = node("aws:vpclattice/resourceGateway:ResourceGateway", "it", {
      subnetIds: ["subnet-1"],
      securityGroupIds: [unknown],
    });
    await configured({});
    const found = "lattice-gateway-private-multi-az: subnetIds names fewer than two subnets.";
    assert.deepEqual(await analyze(gateway), [], "advice of a rule that also judges the stack waits for it");
    assert.deepEqual(await analyzeStack([gateway]), [`ADVISORY ${found}`, `ADVISORY ${totals(0, 1)}`]);
    await configured({ [settingsPolicyName]: { level: "MANDATORY", props: { profile: "strict" } } });
    assert.deepEqual(await analyze(gateway), [`MANDATORY ${found}`]);
    assert.deepEqual(await analyzeStack([gateway]), [`ADVISORY ${totals(1, 0)}`]);
  });

  it("follows dependencies where a preview knows no values", async () => {
    await configured({});
    const found = await analyzeStack([
      node("aws:ec2/internetGateway:InternetGateway", "igw"),
      node(
        "aws:ec2/route:Route",
        "route",
        { destinationCidrBlock: "0.0.0.0/0", gatewayId: unknown },
        { gatewayId: ["igw"] },
      ),
      node("aws:rds/subnetGroup:SubnetGroup", "databases", { subnetIds: ["subnet-1"] }),
    ]);
    assert.deepEqual(found, [
      "MANDATORY no-default-route-to-igw: destinationCidrBlock leads to an internet gateway.",
      `ADVISORY ${totals(1, 0)}`,
    ]);
  });

  it("refuses a configuration with a word in it that it does not know, with the first resource", async () => {
    await configured({
      "rds-backup-retention": { level: "MANDATORY", props: { minimumDays: 1 } },
      "rds-iam-auth": { level: "REMEDIATE" },
    });
    const good = node(network, "good", { authType: "AWS_IAM" });
    assert.deepEqual(await analyze(good), [
      'MANDATORY lattice-db-settings: "rds-backup-retention" has no setting "minimumDays"; did you mean "minDays"?',
    ]);
    assert.deepEqual(await analyze(good), []);
    await configured({});
    assert.deepEqual(await analyze(good), []);
    await analyzeStack([good]);
  });

  it("mends at level remediate, and keeps secrets and unknown values as they were", async () => {
    await configured({});
    assert.deepEqual(await remediate(share), []);
    await configured({ "ram-no-external-principals": { level: "REMEDIATE" } });
    const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: "s3cret" };
    const props = { name: secret, principals: unknown };
    assert.deepEqual(await remediate(node("aws-native:ram:ResourceShare", "share", props)), [
      ["ram-no-external-principals", { ...props, allowExternalPrincipals: false }],
    ]);
  });

  it("exempts what was agreed, and says so", async () => {
    const exemptions = [
      { rule: "lattice-auth-type-iam", urnPattern: "*::open", reason: "lab", owner: "me", expires: "2999-01-01" },
    ];
    await configured({ [settingsPolicyName]: { level: "ADVISORY", props: { exemptions } } });
    assert.deepEqual(await analyze(open), [
      "ADVISORY lattice-auth-type-iam: Exempt until 2999-01-01 (me: lab): authType is left out.",
    ]);
    const tooLong = (await analyzeStack([open])).find((it) => it.includes("policy-exemption-valid"));
    assert.match(
      tooLong ?? "",
      /^MANDATORY policy-exemption-valid: exemptions\[0\] \(lattice-auth-type-iam\) runs for \d+ days/,
    );
  });
});
