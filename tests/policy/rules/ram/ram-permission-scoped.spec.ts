import { ramPermissionScoped } from "../../../../policy/rules/ram/ram-permission-scoped";
import { unknown } from "../../judge";
import { judges } from "../../tables";

const action = "vpc-lattice:CreateServiceNetworkResourceAssociation";
const template = (policyTemplate: object) => ({
  policyTemplate: JSON.stringify({ Effect: "Allow", ...policyTemplate }),
});

for (const type of ["aws:ram/permission:Permission", "aws-native:ram:Permission"] as const) {
  judges(ramPermissionScoped, type, {
    base: template({ Action: [action] }),
    passes: {
      "a single action": template({ Action: action }),
      "the same as an object": { policyTemplate: { Effect: "Allow", Action: action } },
      "a wildcard that is denied": template({ Effect: "Deny", Action: "*" }),
    },
    finds: {
      "every action": [template({ Action: "*" }), "policyTemplate.Action grants actions nobody listed"],
      "every action of Lattice": [
        template({ Action: [action, "vpc-lattice:*"] }),
        "policyTemplate.Action[1] grants actions nobody listed",
      ],
      "every action that begins alike": [
        template({ Action: "vpc-lattice:Get*" }),
        "policyTemplate.Action grants actions nobody listed",
      ],
      "every other action": [
        template({ NotAction: "vpc-lattice:DeleteService" }),
        "policyTemplate.NotAction grants actions nobody listed",
      ],
      "a wildcard in a whole policy": [
        { policyTemplate: { Statement: [{ Effect: "Allow", Action: action }, { Action: "*" }] } },
        "policyTemplate.Statement[1].Action grants actions nobody listed",
      ],
      "text that is no policy": [{ policyTemplate: "{" }, "policyTemplate cannot be read as a policy"],
    },
    undecided: {
      "an unknown template": { policyTemplate: unknown },
      "an unknown action": { policyTemplate: { Effect: "Allow", Action: [action, unknown] } },
    },
  });
}
