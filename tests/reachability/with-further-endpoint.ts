import fc from "fast-check";
import type { DatabaseProxy } from "../../reachability/database-proxy";
import type { Topology } from "../../reachability/topology";
import type { ArbitraryCloud } from "./arbitrary-cloud";

/** Clouds with an RDS Proxy that has a further endpoint, in whichever VPC, to which configurations may lead. */
export function withFurtherEndpoint(clouds: fc.Arbitrary<ArbitraryCloud>): fc.Arbitrary<ArbitraryCloud> {
  return fc
    .record({
      cloud: clouds.filter(({ topology }) => topology.proxies?.length === 1),
      vpcId: fc.constantFrom("vpc-1", "vpc-1", "vpc-2"),
      isInBoth: fc.boolean(),
      group: fc.constantFrom("a", "b", "c"),
      role: fc.constantFrom("READ_WRITE" as const, "READ_ONLY" as const),
      isNamed: fc.integer({ min: 0, max: 3 }).map((n) => n > 0),
    })
    .map(({ cloud, vpcId, isInBoth, group, role, isNamed }) => {
      const { topology } = cloud;
      const [behind] = topology.proxies ?? [];
      if (behind === undefined) return cloud;
      const further: DatabaseProxy = {
        ...{ ...behind, id: "prx-endpoint-1", arn: "arn:prx-endpoint-1", address: "orders-further.rds", role, behind },
        ...{ vpcId, securityGroupIds: [`sg-${vpcId}-${group}`] },
        subnetIds: [`subnet-${vpcId}-a`, ...(isInBoth ? [`subnet-${vpcId}-b`] : [])],
      };
      const proxies = [behind, further];
      const configurations = isNamed ? topology.configurations.map(towards) : topology.configurations;
      return { ...cloud, topology: { ...topology, proxies, configurations } };
    });
}

type Configuration = Topology["configurations"][number];

function towards(it: Configuration): Configuration {
  return it.target === undefined ? it : { ...it, type: it.type === "ARN" ? "SINGLE" : it.type, target };
}

const target = { domainName: "orders-further.rds" };
