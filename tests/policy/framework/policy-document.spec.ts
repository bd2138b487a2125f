import assert from "node:assert/strict";
import { Field } from "../../../resources/field";
import {
  accountOf,
  boundBy,
  openPrincipals,
  patternFits,
  statementsOf,
} from "../../../policy/framework/policy-document";
import { unknown, wrapped } from "../judge";

const field = (policy: unknown): Field => Field.of(wrapped({ policy }), "policy");
const allow = (statement: object) => ({ Statement: [{ Effect: "Allow", ...statement }] });
const opened = (statement: object, extra?: readonly string[]): readonly string[] => {
  const statements = statementsOf(field(allow(statement))) ?? assert.fail("unreadable");
  return statements.flatMap((item) => openPrincipals(item, extra)).map(({ path }) => path);
};
const bound = (operator: string, key: string, value: unknown) => ({
  Principal: "*",
  Condition: { [operator]: { [key]: value } },
});

describe("a policy document", () => {
  it("reads the same from an object, from JSON, and with single values in place of lists", () => {
    const document = {
      Statement: { Effect: "Allow", Principal: { AWS: "111111111111" }, Action: "a:b", Resource: ["*"] },
    };
    for (const policy of [document, JSON.stringify(document)]) {
      const [statement] = statementsOf(field(policy)) ?? [];
      assert.ok(statement);
      assert.equal(statement.allow, true);
      assert.deepEqual(
        statement.principals.map(({ kind, field: it }) => [kind, it.text(), it.path]),
        [["AWS", "111111111111", "policy.Statement.Principal.AWS"]],
      );
      assert.deepEqual(
        statement.actions.map((it) => it.text()),
        ["a:b"],
      );
      assert.deepEqual(
        statement.resources.map((it) => it.path),
        ["policy.Statement.Resource[0]"],
      );
    }
  });

  it("has no statements where there is none, none yet, or an empty one", () => {
    for (const policy of [undefined, null, unknown, "", " ", "{}", {}])
      assert.deepEqual(statementsOf(field(policy)), []);
  });

  it("cannot be read from broken JSON or from something else", () => {
    for (const policy of ["{", "text", "[]", "1", 7, []]) assert.equal(statementsOf(field(policy)), undefined);
  });
});

describe("a statement is open to everyone", () => {
  it("by * in each way it can be written", () => {
    assert.deepEqual(opened({ Principal: "*" }), ["policy.Statement[0].Principal"]);
    assert.deepEqual(opened({ Principal: { AWS: "*" } }), ["policy.Statement[0].Principal.AWS"]);
    assert.deepEqual(opened({ Principal: { AWS: ["111111111111", "*"] } }), ["policy.Statement[0].Principal.AWS[1]"]);
    assert.deepEqual(opened({ Principal: ["*"] }), ["policy.Statement[0].Principal[0]"]);
    assert.deepEqual(opened({ Principal: { AWS: "arn:aws:iam::*:root" } }), ["policy.Statement[0].Principal.AWS"]);
  });

  it("by NotPrincipal", () => {
    assert.deepEqual(opened({ NotPrincipal: { AWS: "111111111111" } }), ["policy.Statement[0].NotPrincipal"]);
  });

  it("despite conditions that tie nobody down", () => {
    const conditions = [
      bound("StringNotEquals", "aws:PrincipalOrgID", "o-a"),
      bound("StringEqualsIfExists", "aws:PrincipalOrgID", "o-a"),
      bound("ForAllValues:StringEquals", "aws:PrincipalOrgID", "o-a"),
      bound("StringEquals", "aws:PrincipalTag/team", "a"),
      bound("IpAddress", "aws:SourceIp", "10.0.0.0/8"),
      bound("StringLike", "aws:PrincipalOrgID", "*"),
      bound("StringLike", "aws:PrincipalAccount", "1111*"),
      bound("StringEquals", "aws:PrincipalOrgID", ["o-a", "*"]),
      bound("StringEquals", "aws:PrincipalOrgID", ""),
      bound("StringEquals", "aws:PrincipalOrgID", []),
      bound("ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/app"),
      bound("ArnLike", "aws:SourceArn", "*"),
      bound("ArnLike", "aws:SourceArn", "arn:aws:sns:*:*:topic"),
      bound("ArnLike", "aws:SourceArn", "arn:aws:s3:::*"),
      bound("ArnLike", "aws:SourceArn", "arn:aws:s3:::logs*"),
      bound("ArnLike", "aws:SourceArn", "arn:aws:route53:::hostedzone/*"),
      bound("IpAddress", "aws:SourceIp", "203.0.113.0/24"),
      bound("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "*/ou-a/*"),
    ];
    for (const condition of conditions) {
      assert.equal(opened(condition).length, 1, JSON.stringify(condition));
    }
  });
});

describe("a statement is not open to everyone", () => {
  it("when it denies, or names accounts, services and identity providers", () => {
    assert.deepEqual(
      statementsOf(field({ Statement: { Effect: "Deny", Principal: "*" } }))?.flatMap((it) => openPrincipals(it)),
      [],
    );
    for (const Principal of [
      { AWS: "arn:aws:iam::111111111111:root" },
      { Service: "*" },
      { Federated: "*" },
      {},
      unknown,
    ]) {
      assert.deepEqual(opened({ Principal }), []);
    }
  });

  it("when a condition ties everyone to an account or organisation", () => {
    const conditions = [
      bound("StringEquals", "aws:PrincipalOrgID", "o-a"),
      bound("stringequalsignorecase", "AWS:principalorgid", ["o-a", "o-b"]),
      bound("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "o-a/r-b/ou-c/*"),
      bound("ForAnyValue:StringEquals", "aws:PrincipalOrgPaths", "o-a/r-b/ou-c/"),
      bound("StringEquals", "aws:SourceAccount", 111111111111),
      bound("ArnLike", "aws:PrincipalArn", "arn:aws:iam::111111111111:role/*"),
      bound("ArnEquals", "aws:SourceArn", "arn:aws:s3:::logs"),
      bound("ArnLike", "aws:SourceArn", "arn:aws:s3:::logs/*"),
      bound("StringLike", "kms:CallerAccount", "111111111111"),
      bound("StringEquals", "aws:PrincipalOrgID", unknown),
      bound("StringEquals", "aws:PrincipalOrgID", [unknown]),
    ];
    for (const condition of conditions) assert.deepEqual(opened(condition), [], JSON.stringify(condition));
  });

  it("when the organisation accepts the condition's key", () => {
    const condition = bound("StringEquals", "aws:PrincipalTag/team", "a");
    assert.deepEqual(opened(condition, ["aws:PrincipalTag/Team"]), []);
  });
});

describe("a statement is bound by the keys asked for", () => {
  const boundTo = (keys: readonly string[], condition: object): boolean =>
    boundBy(statementsOf(field(allow(condition)))?.[0] ?? assert.fail("unreadable"), keys);

  it("and by no others", () => {
    const condition = bound("StringEquals", "sts:ExternalId", "4f1d");
    assert.equal(boundTo(["STS:externalid"], condition), true);
    assert.equal(boundTo(["aws:PrincipalOrgID"], condition), false);
    assert.equal(boundTo(["sts:ExternalId"], bound("StringEquals", "aws:PrincipalOrgID", "o-a")), false);
  });
});

describe("conditions not known yet", () => {
  it("may tie a statement down, and are noted", () => {
    for (const Condition of [unknown, { StringEquals: unknown }, { StringEquals: { "aws:PrincipalOrgID": unknown } }]) {
      const noted: string[] = [];
      const policy = allow({ Principal: "*", Condition });
      const statements = statementsOf(Field.of(wrapped({ policy }), "policy", (path) => noted.push(path)));
      assert.deepEqual(
        statements?.flatMap((item) => openPrincipals(item)),
        [],
      );
      assert.ok(noted.length > 0);
    }
  });

  it("tie nothing down where they are left out", () => {
    assert.equal(opened({ Principal: "*", Condition: {} }).length, 1);
    assert.equal(opened({ Principal: "*", Condition: { StringEquals: {} } }).length, 1);
  });
});

describe("a principal not known yet", () => {
  it("is nobody in particular, and noted when a rule asks", () => {
    for (const Principal of [unknown, { AWS: unknown }, { AWS: [unknown] }]) {
      const noted: string[] = [];
      const policy = Field.of(wrapped({ policy: allow({ Principal }) }), "policy", (path) => noted.push(path));
      const [statement] = statementsOf(policy) ?? [];
      assert.ok(statement);
      assert.deepEqual(openPrincipals(statement), []);
      assert.equal(noted.length, 1, JSON.stringify(Principal));
    }
  });
});

describe("the account of a principal", () => {
  it("is read from an id or an ARN", () => {
    const principals = [
      "111111111111",
      "arn:aws:iam::222222222222:role/x",
      "arn:aws:iam::*:root",
      "*",
      "x111111111111",
      "arn:aws:s3:::b",
    ];
    assert.deepEqual(principals.map(accountOf), ["111111111111", "222222222222", "*", undefined, undefined, undefined]);
  });
});

describe("an IAM pattern", () => {
  it("fits whole texts, with * and ?, without case", () => {
    const rows = [
      ["*", "a:b"],
      ["kms:*", "KMS:Decrypt"],
      ["kms:De?rypt", "kms:Decrypt"],
      ["kms:D", "kms:Decrypt"],
      ["a.b", "axb"],
      ["s:c*", "kms:c"],
    ] as const;
    assert.deepEqual(
      rows.map(([pattern, text]) => patternFits(pattern, text)),
      [true, true, true, false, false, false],
    );
  });
});
