import { crc32 } from "node:zlib";
import { RequestError } from "../../../ground/request-error";
import { defined } from "../../../services/defined";
import { choice, json, listOf, object, text } from "../../fields";
import { providerFunction } from "../../functions";
import { merged, policyJson, type PolicyJson } from "./policy-json";
import { statementFields, statementOf } from "./policy-statement";

/** Writes a policy from its parts. */
export const getPolicyDocument = providerFunction({
  token: "aws:iam/getPolicyDocument:getPolicyDocument",
  fields: {
    version: choice(["2008-10-17", "2012-10-17"]),
    policyId: text(),
    statements: listOf(object(statementFields)),
    sourcePolicyDocuments: listOf(json()),
    overridePolicyDocuments: listOf(json()),
  },
  invoke: (_, inputs) => {
    const { version = "2012-10-17", policyId, statements = [] } = inputs;
    const { sourcePolicyDocuments = [], overridePolicyDocuments = [] } = inputs;
    const sources = sourcePolicyDocuments.map(policyJson);
    const own = defined({ Version: version, Id: policyId, Statement: statements.map(statementOf) });
    refuseTwins("sourcePolicyDocuments", sources);
    refuseTwins("statements", [own]);
    const parts = [...sources, own, ...overridePolicyDocuments.map(policyJson)];
    const document = parts.reduce(merged, {});
    const text = JSON.stringify(document, undefined, 2);
    const effects = statements.map((it) => ({ ...it, effect: it.effect ?? "Allow" }));
    const id = String(crc32(text));
    return { ...inputs, version, statements: effects, json: text, minifiedJson: JSON.stringify(document), id };
  },
});

function refuseTwins(property: string, documents: readonly PolicyJson[]): void {
  const ids = documents.flatMap((it) => it.Statement ?? []).flatMap(({ Sid }) => Sid ?? []);
  const twin = ids.find((sid, index) => ids.indexOf(sid) !== index);
  if (twin !== undefined) throw new RequestError(`${property} has two statements with the Sid ${twin}: make it unique`);
}
