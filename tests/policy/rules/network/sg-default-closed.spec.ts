import { sgDefaultClosed } from "../../../../policy/rules/network/sg-default-closed";
import { unknown } from "../../judge";
import { judges } from "../../tables";

judges(sgDefaultClosed, "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", {
  base: { vpcId: "vpc-1" },
  passes: { "empty lists": { ingress: [], egress: [] } },
  finds: {
    "a rule in": [{ ingress: [{ self: true, protocol: "-1" }] }, "ingress[0] is a rule in the default group"],
    "a rule out": [{ egress: [{ cidrBlocks: ["0.0.0.0/0"] }] }, "egress[0] is a rule in the default group"],
    "a rule beside an unknown list": [{ ingress: unknown, egress: [{}] }, "egress[0] is a rule in the default group"],
  },
  undecided: { "an unknown list": { egress: unknown } },
});
