import { topologyReads } from "../../../reach/topology-reads";
import { withNames } from "../../../reach/command/names";
import { rule, type Finding } from "../../framework/rule";
import { accessReads, foreignDatabases, type ForeignDatabase } from "./audience/foreign-databases";
import { proofOf, type Proof } from "./audience/proof";
import { blockedWay } from "./audience/way-in";

const takers = [
  "aws:vpclattice/serviceNetworkResourceAssociation:ServiceNetworkResourceAssociation",
  "aws-native:vpclattice:ServiceNetworkResourceAssociation",
  "aws:ec2/vpcEndpoint:VpcEndpoint",
  "aws-native:ec2:VpcEndpoint",
] as const;

export const consumerReachesItsDatabases = rule({
  id: "consumer-reaches-its-databases",
  sentence: "Clients get through to the databases that a stack takes over Lattice.",
  why: "A way that one hop blocks deploys without an error, costs by the hour, and shows as a connection that times out.",
  fix: "Open the hop that blocks.",
  severity: "low",
  level: "advisory",
  controls: [],
  url: "https://docs.aws.amazon.com/vpc-lattice/latest/ug/service-network-associations.html",
  reads: { ...topologyReads, ...accessReads },
  checkStack(stack) {
    if (stack.ofType(...takers).length === 0) return [];
    const proof = proofOf(stack);
    const region = proof.topology.vpcs[0]?.region ?? "";
    return foreignDatabases(stack, proof.topology, region).flatMap((taken) => judge(proof, taken));
  },
});

function judge(proof: Proof, taken: ForeignDatabase): readonly Finding[] {
  const hop = blockedWay(proof, taken)?.headline;
  if (hop === undefined) return [];
  const named = (text: string): string => withNames(text, proof.nameOf);
  const fix = named(hop.fix ?? "");
  const resource = taken.takenBy.map(proof.resourceOf).find((it) => it !== undefined);
  return [
    {
      at: "this way",
      ...(resource && { resource }),
      what: `to ${taken.database.name} lets no client through: ${hop.code}: ${named(hop.reason)}`,
      fix: `${fix.charAt(0).toUpperCase()}${fix.slice(1)}.`,
    },
  ];
}
