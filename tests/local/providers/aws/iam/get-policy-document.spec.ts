import assert from "node:assert/strict";
import type { Properties } from "../../../../../local/providers/resource-type";
import { Deployment } from "../deployment";

const document = (args: Properties): Promise<Properties> =>
  new Deployment().invoke("aws:iam/getPolicyDocument:getPolicyDocument", args);
const source = (...Statement: readonly Properties[]) => JSON.stringify({ Version: "2012-10-17", Statement });

describe("aws:iam:getPolicyDocument", () => {
  it("writes one item alone, several from Z to A, and keys in the real provider's order", async () => {
    const { json, minifiedJson, id } = await document({
      policyId: "p",
      statements: [
        {
          conditions: [
            { test: "StringEquals", variable: "aws:SourceAccount", values: ["1", "2"] },
            { test: "StringEquals", variable: "aws:PrincipalOrgID", values: ["&{x}"] },
          ],
          principals: [
            { type: "Service", identifiers: ["b.amazonaws.com"] },
            { type: "AWS", identifiers: ["1", "2"] },
          ],
          actions: ["kms:Decrypt", "kms:Encrypt"],
          resources: ["*"],
          sid: "One",
        },
        {
          effect: "Deny",
          notActions: ["iam:*"],
          notResources: ["a"],
          notPrincipals: [{ type: "*", identifiers: ["*"] }],
        },
      ],
    });
    assert.equal(
      minifiedJson,
      '{"Version":"2012-10-17","Id":"p","Statement":[' +
        '{"Sid":"One","Effect":"Allow","Action":["kms:Encrypt","kms:Decrypt"],"Resource":"*",' +
        '"Principal":{"AWS":["2","1"],"Service":"b.amazonaws.com"},' +
        '"Condition":{"StringEquals":{"aws:PrincipalOrgID":"${x}","aws:SourceAccount":["1","2"]}}},' +
        '{"Effect":"Deny","NotAction":"iam:*","NotResource":"a","NotPrincipal":"*"}]}',
    );
    assert.equal(json, JSON.stringify(JSON.parse(minifiedJson), undefined, 2));
    assert.match(String(id), /^\d+$/);
  });

  it("puts sources first and lets statements and overrides take the place of a Sid", async () => {
    const { json } = await document({
      sourcePolicyDocuments: [
        source({ Sid: "A", Effect: "Allow", Action: "a:1" }),
        source({ Effect: "Allow", Action: "n:1" }),
      ],
      statements: [
        { sid: "A", actions: ["a:2"] },
        { sid: "B", actions: ["b:2"] },
      ],
      overridePolicyDocuments: [source({ Sid: "B", Effect: "Deny", Action: "b:3" })],
    });
    const { Statement } = JSON.parse(String(json)) as { Statement: readonly Properties[] };
    assert.deepEqual(
      Statement.map(({ Sid, Effect, Action }) => [Sid, Effect, Action]),
      [
        ["A", "Allow", "a:2"],
        [undefined, "Allow", "n:1"],
        ["B", "Deny", "b:3"],
      ],
    );
  });

  it("refuses a Sid twice, in sources and in statements", async () => {
    const twin = source({ Sid: "A", Effect: "Allow", Action: "a:1" });
    await assert.rejects(document({ sourcePolicyDocuments: [twin, twin] }), /sourcePolicyDocuments has two .* Sid A/);
    const statements = [
      { sid: "A", actions: ["a:1"] },
      { sid: "A", actions: ["a:1"] },
    ];
    await assert.rejects(document({ statements }), /statements has two .* Sid A/);
  });
});
