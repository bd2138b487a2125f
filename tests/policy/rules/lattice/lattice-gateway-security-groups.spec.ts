import { latticeGatewaySecurityGroups } from "../../../../policy/rules/lattice/lattice-gateway-security-groups";
import { unknown } from "../../judge";
import { type Table, judges } from "../../tables";

const table: Table = {
  base: { securityGroupIds: ["sg-1"] },
  passes: { "a group known only after the update": { securityGroupIds: [unknown] } },
  finds: {
    "no list": [{ securityGroupIds: undefined }, "securityGroupIds is left out"],
    "an empty list": [{ securityGroupIds: [] }, "securityGroupIds is empty"],
  },
  undecided: { "an unknown list": { securityGroupIds: unknown } },
};

judges(latticeGatewaySecurityGroups, "aws:vpclattice/resourceGateway:ResourceGateway", table);
judges(latticeGatewaySecurityGroups, "aws-native:vpclattice:ResourceGateway", table);
