import { latticeNoOpenAuthPolicy } from "../../../../policy/rules/lattice/lattice-no-open-auth-policy";
import { unknown } from "../../judge";
import { judges } from "../../tables";

const allow = (statement: object) => ({
  Statement: [{ Effect: "Allow", Action: "vpc-lattice-svcs:Invoke", ...statement }],
});
const organization = { StringEquals: { "aws:PrincipalOrgID": "o-1234567890" } };
const notAnonymous = { StringNotEqualsIgnoreCase: { "aws:PrincipalType": "anonymous" } };
const tagged = { StringEquals: { "aws:PrincipalTag/team": "orders" } };

for (const type of ["aws:vpclattice/authPolicy:AuthPolicy", "aws-native:vpclattice:AuthPolicy"] as const) {
  for (const write of [(policy: object): unknown => policy, JSON.stringify]) {
    judges(latticeNoOpenAuthPolicy, type, {
      base: { policy: write(allow({ Principal: { AWS: "111111111111" } })) },
      passes: {
        "everyone of the organisation": { policy: write(allow({ Principal: "*", Condition: organization })) },
        "everyone with a tag, where that counts as a boundary": [
          { policy: write(allow({ Principal: "*", Condition: tagged })) },
          { knobs: { boundaryKeys: ["aws:PrincipalTag/team"] } },
        ],
        "what is denied to everyone": { policy: write({ Statement: { Effect: "Deny", Principal: "*" } }) },
      },
      finds: {
        everyone: [{ policy: write(allow({ Principal: "*" })) }, "policy.Statement[0].Principal admits everyone"],
        "everyone but anonymous callers, as in the provider's own example": [
          { policy: write(allow({ Principal: "*", Action: "*", Resource: "*", Condition: notAnonymous })) },
          "policy.Statement[0].Principal admits everyone",
        ],
        "everyone with a tag": [
          { policy: write(allow({ Principal: "*", Condition: tagged })) },
          "policy.Statement[0].Principal admits everyone",
        ],
        "everyone else": [
          { policy: write(allow({ NotPrincipal: { AWS: "111111111111" } })) },
          "policy.Statement[0].NotPrincipal admits everyone",
        ],
      },
    });
  }
  judges(latticeNoOpenAuthPolicy, type, {
    base: { policy: {} },
    finds: {
      "text that is no policy": [{ policy: "{" }, "policy cannot be read as a policy"],
      "an open statement beside an unknown one": [
        { policy: { Statement: [unknown, { Effect: "Allow", Principal: { AWS: [unknown, "*"] } }] } },
        "policy.Statement[1].Principal.AWS[1] admits everyone",
      ],
    },
    undecided: {
      "an unknown policy": { policy: unknown },
      "an unknown condition": {
        policy: allow({ Principal: "*", Condition: { StringEquals: { "aws:PrincipalOrgID": unknown } } }),
      },
    },
  });
}
