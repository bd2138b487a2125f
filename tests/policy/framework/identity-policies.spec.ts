import assert from "node:assert/strict";
import { allowedBy, identityPolicies, identityPolicyReads } from "../../../policy/framework/identity-policies";
import { Resource } from "../../../resources/resource";
import { document } from "../documents";
import { wrapped } from "../judge";

const resource = (type: string, props: object): Resource =>
  new Resource({ type, name: "it", urn: "urn", props: wrapped(props), opts: { protect: false, ignoreChanges: [] } });

const policy = document([
  { Action: "a:b", Resource: "*" },
  { Effect: "Deny", Action: "c:d", Resource: "*" },
]);

const innerOf = new Map([
  ["inlinePolicies", "policy"],
  ["policies", "policyDocument"],
]);

describe("identity policies", () => {
  for (const [type, [property = ""]] of Object.entries(identityPolicyReads)) {
    it(`are found in ${property} of ${type}`, () => {
      const inner = innerOf.get(property);
      const value = inner === undefined ? policy : [{ [inner]: JSON.stringify(policy) }, { [inner]: policy }];
      const found = allowedBy(resource(type, { [property]: value }));
      const paths = inner === undefined ? [property] : [`${property}[0].${inner}`, `${property}[1].${inner}`];
      assert.deepEqual(
        found.map(({ field }) => field.path),
        paths.map((path) => `${path}.Statement[0]`),
      );
    });
  }

  it("are none in other types", () => {
    assert.deepEqual(identityPolicies(resource("aws:s3/bucket:Bucket", { policy })), []);
  });

  it("allow nothing where they cannot be read", () => {
    assert.deepEqual(allowedBy(resource("aws:iam/policy:Policy", { policy: "{" })), []);
  });
});
