import { latticeNoOpenResourcePolicy } from "../../../../policy/rules/lattice/lattice-no-open-resource-policy";
import { judge, unknown } from "../../judge";
import assert from "node:assert/strict";

const action = "vpc-lattice:CreateServiceNetworkResourceAssociation";
const allow = (statement: object) => ({
  policy: JSON.stringify({
    Statement: [{ Effect: "Allow", Principal: { AWS: "222222222222" }, Action: action, ...statement }],
  }),
});
const byHand = "(advice) policy is written by hand, where RAM would write it";
const settings = { trustedAccounts: ["222222222222"] };

for (const type of ["aws:vpclattice/resourcePolicy:ResourcePolicy", "aws-native:vpclattice:ResourcePolicy"] as const) {
  describe(`lattice-no-open-resource-policy on ${type}`, () => {
    const cases: Readonly<Record<string, readonly [object, readonly string[], object?]>> = {
      "a policy written by hand, as advice": [allow({}), [byHand]],
      "one for a trusted account, as advice": [allow({}), [byHand], { settings }],
      "an unknown one, as advice": [{ policy: unknown }, [byHand]],
      "a denial, as advice": [allow({ Effect: "Deny", Principal: "*", Action: "*" }), [byHand]],
      "one that names everyone of one account, as advice": [
        allow({ Principal: "*", Condition: { StringEquals: { "aws:PrincipalAccount": "222222222222" } } }),
        [byHand],
        { settings },
      ],
      everyone: [allow({ Principal: "*" }), ["policy.Statement[0].Principal shares with everyone"]],
      "every action": [allow({ Action: "*" }), ["policy.Statement[0].Action allows every action"]],
      "every action of Lattice": [
        allow({ Action: [action, "vpc-lattice:*"] }),
        ["policy.Statement[0].Action[1] allows every action"],
      ],
      "an account nobody listed": [
        allow({ Principal: { AWS: ["222222222222", "arn:aws:iam::333333333333:root"] } }),
        ["policy.Statement[0].Principal.AWS[1] names 333333333333, which is no known account"],
        { settings },
      ],
      "text that is no policy": [{ policy: "no" }, ["policy cannot be read as a policy"]],
    };
    for (const [title, [props, expected, options]] of Object.entries(cases)) {
      it(`finds ${title}`, () => {
        assert.deepEqual(judge(latticeNoOpenResourcePolicy, type, { ...props }, options).findings, expected);
      });
    }
  });
}
