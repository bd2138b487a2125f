import type { Endpoint, Topology } from "../../reachability/topology";
import { changing, consumer, tcp } from "./open-topology";

const endpoint: Endpoint = {
  id: "vpce-1",
  account: consumer,
  vpcId: "vpc-consumer",
  subnetIds: ["subnet-client"],
  securityGroupIds: ["sg-association"],
  target: { configurationId: "rcfg-1" },
  active: true,
  established: false,
};

/** Without service network: the endpoint leads to the configuration itself. */
export function withEndpoint(change: Partial<Endpoint>): Topology {
  const clientEgress = changing("securityGroups", "sg-client", {
    egress: [tcp({ securityGroupId: "sg-association" })],
  });
  return { ...clientEgress, vpcAssociations: [], resourceAssociations: [], endpoints: [{ ...endpoint, ...change }] };
}
