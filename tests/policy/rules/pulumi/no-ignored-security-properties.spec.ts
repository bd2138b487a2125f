import assert from "node:assert/strict";
import type { Rule } from "../../../../policy/framework/rule";
import { noIgnoredSecurityProperties } from "../../../../policy/rules/pulumi/no-ignored-security-properties";
import { judge } from "../../judge";

const type = "aws:ec2/securityGroup:SecurityGroup";
const reading = (severity: Rule["severity"], property: "ingress" | "egress" | "description"): Rule => ({
  ...noIgnoredSecurityProperties,
  severity,
  reads: { [type]: [property] },
});
const rules = [reading("medium", "ingress"), reading("critical", "egress"), reading("low", "description")];
const ignoring = (...ignoreChanges: readonly string[]): readonly string[] =>
  judge(noIgnoredSecurityProperties, type, {}, { rules, ignoreChanges }).findings;
const found = (path: string): string => `ignoreChanges has ${path}, on which rules of this pack depend`;

describe("no-ignored-security-properties", () => {
  it("finds properties that rules judge, however deep the path goes", () => {
    for (const path of ["ingress", "egress", "ingress[0].cidrBlocks", "ingress.0", '["ingress"]', "*"]) {
      assert.deepEqual(ignoring(path), [found(path)]);
    }
    assert.deepEqual(ignoring("tags", "egress", "ingress"), [found("egress"), found("ingress")]);
  });

  it("passes what no rule judges, or only rules of low severity", () => {
    assert.deepEqual(ignoring("tags", "description", "ingressX", ""), []);
    assert.deepEqual(
      judge(noIgnoredSecurityProperties, "aws:sns/topic:Topic", {}, { rules, ignoreChanges: ["ingress"] }).findings,
      [],
    );
  });

  it("judges every type of both packages", () => {
    const types = ["aws:sns/topic:Topic", "aws-native:sns:Topic", "random:index:RandomId", "my-aws:a:B"];
    assert.deepEqual(
      types.map((each) => noIgnoredSecurityProperties.appliesTo?.(each)),
      [true, true, false, false],
    );
  });
});
