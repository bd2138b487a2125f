import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { bad, ref, resource } from "../../../measure/compare/case";
import { cases } from "../../../measure/compare/cases";
import { cloudFormation } from "../../../measure/compare/render/cloudformation";
import { pulumiAws } from "../../../measure/compare/render/pulumi-aws";
import { pulumiNative } from "../../../measure/compare/render/pulumi-native";
import type { Rendered } from "../../../measure/compare/render/rendered";
import { terraform } from "../../../measure/compare/render/terraform";

const packages = {
  aws: dirname(require.resolve("@pulumi/aws/package.json")),
  "aws-native": dirname(require.resolve("@pulumi/aws-native/package.json")),
};

/** The text of a class's arguments in its SDK. */
function argumentsOf({ type }: Rendered): string {
  const [name = "", module = "", kind = ""] = type.split(":");
  const native = join(packages["aws-native"], module, `${kind.slice(0, 1).toLowerCase()}${kind.slice(1)}.d.ts`);
  const file = name === "aws-native" ? native : join(packages.aws, `${module}.d.ts`);
  assert.ok(existsSync(file), `there is no ${type}`);
  const text = readFileSync(file, "utf8");
  return text.slice(text.indexOf(`export interface ${kind}Args`));
}

describe("a case", () => {
  for (const [form, render] of [
    ["@pulumi/aws-native", pulumiNative],
    ["@pulumi/aws", pulumiAws],
  ] as const) {
    it(`has only types and properties that ${form} has`, () => {
      const known = new Map<string, string>();
      for (const rendered of cases.flatMap((each) => render(each) ?? [])) {
        const text = known.get(rendered.type) ?? argumentsOf(rendered);
        known.set(rendered.type, text);
        for (const property of Object.keys(rendered.properties))
          assert.match(text, new RegExp(`^    ${property}\\??:`, "m"), `${rendered.type} has no ${property}`);
      }
    });
  }

  it("counts checks on resources it has", () => {
    for (const each of cases) {
      assert.ok(each.at.length > 0, each.what);
      for (const id of each.at) assert.ok(id in each.resources, `${each.what}: ${id}`);
    }
  });

  it("is told from the others of its concern by its words", () => {
    assert.equal(new Set(cases.map(({ concern, what }) => `${concern} ${what}`)).size, cases.length);
  });
});

describe("one case in every form", () => {
  const each = bad("iam-admin", "an example", {
    Role: resource("AWS::IAM::Role", {
      AssumeRolePolicyDocument: { Statement: [{ Effect: "Allow", Action: "sts:AssumeRole" }] },
      Policies: [{ PolicyName: "p", PolicyDocument: { Statement: [{ Resource: "${aws:username}" }] } }],
    }),
    Group: resource("AWS::EC2::SecurityGroup", {
      GroupDescription: "example",
      VpcId: ref("Vpc"),
      SecurityGroupIngress: [{ IpProtocol: "tcp", FromPort: 1, ToPort: 2, CidrIp: "10.0.0.0/8" }],
    }),
    Vpc: resource("AWS::EC2::VPC", { CidrBlock: "10.0.0.0/8" }),
  });

  it("is a template of CloudFormation", () => {
    const { Resources } = cloudFormation(each) as { Resources: Record<string, unknown> };
    assert.deepEqual(Resources.Vpc, { Type: "AWS::EC2::VPC", Properties: { CidrBlock: "10.0.0.0/8" } });
  });

  it("keeps policies as they are written in aws-native", () => {
    const [role, group] = pulumiNative(each) ?? [];
    assert.equal(role?.type, "aws-native:iam:Role");
    assert.deepEqual(role.properties.policies, [
      { policyName: "p", policyDocument: { Statement: [{ Resource: "${aws:username}" }] } },
    ]);
    assert.deepEqual(group?.properties.vpcId, { Ref: "Vpc" });
  });

  it("has inline policies as resources beside the role in aws", () => {
    const rendered = pulumiAws(each) ?? [];
    assert.deepEqual(
      rendered.map(({ id, name, type }) => [id, name, type]),
      [
        ["Role", "Role", "aws:iam/role:Role"],
        ["Role", "Role-policy", "aws:iam/rolePolicy:RolePolicy"],
        ["Group", "Group", "aws:ec2/securityGroup:SecurityGroup"],
        ["Vpc", "Vpc", "aws:ec2/vpc:Vpc"],
      ],
    );
  });

  it("has no form in aws where a type, or the default in question, is missing there", () => {
    assert.equal(pulumiAws({ ...each, cloudFormationOnly: true }), undefined);
    assert.equal(pulumiAws({ ...each, resources: { A: resource("AWS::None::Such", {}) } }), undefined);
  });

  it("is Terraform's language", () => {
    assert.equal(
      terraform(pulumiAws(each) ?? []),
      `resource "aws_iam_role" "Role" {
  assume_role_policy = <<POLICY
{"Statement":[{"Effect":"Allow","Action":"sts:AssumeRole"}]}
POLICY
}

resource "aws_iam_role_policy" "Role-policy" {
  name = "p"
  role = aws_iam_role.Role.id
  policy = <<POLICY
{"Statement":[{"Resource":"$\${aws:username}"}]}
POLICY
}

resource "aws_security_group" "Group" {
  vpc_id = aws_vpc.Vpc.id
  description = "example"
  ingress {
    protocol = "tcp"
    from_port = 1
    to_port = 2
    cidr_blocks = ["10.0.0.0/8"]
  }
}

resource "aws_vpc" "Vpc" {
  cidr_block = "10.0.0.0/8"
}
`,
    );
  });
});
