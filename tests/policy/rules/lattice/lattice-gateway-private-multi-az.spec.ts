import { latticeGatewayPrivateMultiAz } from "../../../../policy/rules/lattice/lattice-gateway-private-multi-az";
import { node, unknown } from "../../judge";
import { judges, judgesStack } from "../../tables";

for (const type of [
  "aws:vpclattice/resourceGateway:ResourceGateway",
  "aws-native:vpclattice:ResourceGateway",
] as const) {
  judges(latticeGatewayPrivateMultiAz, type, {
    base: { subnetIds: ["subnet-1", "subnet-2"] },
    passes: { "subnets not known yet": { subnetIds: [unknown, unknown] } },
    finds: {
      "one subnet, as advice": [{ subnetIds: ["subnet-1"] }, "(advice) subnetIds names fewer than two subnets"],
      "no subnet, as advice": [{ subnetIds: undefined }, "(advice) subnetIds names fewer than two subnets"],
    },
    undecided: { "an unknown list": { subnetIds: unknown } },
  });
}

judges(latticeGatewayPrivateMultiAz, "aws:ec2/subnet:Subnet", { base: { mapPublicIpOnLaunch: true } });

const subnet = (name: string, props: object) => node("aws:ec2/subnet:Subnet", name, { ...props });
const native = (name: string, props: object) => node("aws-native:ec2:Subnet", name, { ...props });
const gateway = (subnetIds: unknown, ...dependsOn: readonly string[]) =>
  node("aws:vpclattice/resourceGateway:ResourceGateway", "gateway", { subnetIds }, { subnetIds: dependsOn });

judgesStack(latticeGatewayPrivateMultiAz, {
  passes: {
    "two zones": [
      subnet("a", { availabilityZone: "euc1a" }),
      subnet("b", { availabilityZone: "euc1b" }),
      gateway([unknown, unknown], "a", "b"),
    ],
    "one subnet, which the resource's own check has found": [
      subnet("a", { availabilityZone: "euc1a" }),
      gateway([unknown], "a"),
    ],
    "zones that AWS chooses": [subnet("a", {}), subnet("b", {}), gateway([unknown, unknown], "a", "b")],
    "subnets of another stack": [gateway(["subnet-1", "subnet-2"])],
  },
  finds: {
    "one zone, as advice": [
      [
        subnet("a", { availabilityZone: "euc1a" }),
        subnet("b", { availabilityZone: "euc1a" }),
        gateway([unknown, unknown], "a", "b"),
      ],
      "gateway: (advice) subnetIds has all its subnets in euc1a",
    ],
    "one zone by its id, as advice": [
      [
        native("a", { availabilityZoneId: "euc1-az1" }),
        native("b", { availabilityZoneId: "euc1-az1" }),
        node("aws-native:vpclattice:ResourceGateway", "gateway", { subnetIds: unknown }, { subnetIds: ["a", "b"] }),
      ],
      "gateway: (advice) subnetIds has all its subnets in euc1-az1",
    ],
    "a public subnet": [
      [
        subnet("a", { availabilityZone: "euc1a", mapPublicIpOnLaunch: true }),
        subnet("b", { availabilityZone: "euc1a" }),
        gateway([unknown, unknown], "a", "b"),
      ],
      [
        "gateway: subnetIds has a, which gives out public addresses",
        "gateway: (advice) subnetIds has all its subnets in euc1a",
      ],
    ],
  },
  undecided: {
    "zones not known yet": [
      subnet("a", { availabilityZone: unknown }),
      subnet("b", { availabilityZone: unknown }),
      gateway([unknown, unknown], "a", "b"),
    ],
    "subnets not known yet": [subnet("a", { mapPublicIpOnLaunch: true }), gateway([unknown, unknown], "a")],
  },
});
