import fc from "fast-check";
import type { NetworkAcl, NetworkAclRule } from "../../reachability/network-topology";

interface VpcOfAcls {
  readonly id: string;
  readonly account: string;
  readonly subnetIds: readonly string[];
}

const rarely = (parts: number) => fc.integer({ min: 0, max: parts - 1 }).map((n) => n === 0);

const everything: NetworkAclRule = {
  number: 100,
  action: "allow",
  protocol: "-1",
  fromPort: -1,
  toPort: -1,
  cidr: "0.0.0.0/0",
};

const ports = [
  [0, 65535],
  [5432, 5432],
  [1024, 65535],
  [32768, 65535],
  [32768, 60999],
  [1024, 32767],
  [3306, 3306],
] as const;
const cidrs = ["0.0.0.0/0", "0.0.0.0/0", "10.0.0.0/8", "10.1.0.0/16", "10.2.0.0/16", "10.1.1.0/24", "10.1.2.0/25"];

const rule: fc.Arbitrary<NetworkAclRule> = fc
  .record({
    number: fc.constantFrom(80, 90, 95, 110, 120),
    action: fc.constantFrom("allow" as const, "deny" as const),
    protocol: fc.constantFrom("tcp", "tcp", "6", "-1", "udp"),
    ports: fc.constantFrom(...ports),
    cidr: fc.constantFrom(...cidrs, "10.2.1.0/24", "129.224.0.0/17", "129.224.64.0/18"),
  })
  .map(({ ports: [fromPort, toPort], ...rest }) => ({ ...rest, fromPort, toPort }));

/** Mostly one that lets everything pass, alone or after some other rules; seldom one without. */
const rules = fc
  .tuple(fc.uniqueArray(rule, { selector: ({ number }) => number, maxLength: 3 }), rarely(6), rarely(20))
  .map(([some, hasSome, isClosed]) => [...(hasSome ? some : []), ...(isClosed ? [] : [everything])].reverse());

function acl(id: string, { id: vpcId, account }: VpcOfAcls, isDefault: boolean, subnetIds: readonly string[]) {
  return fc.record({
    id: fc.constant(id),
    account: fc.constant(account),
    vpcId: fc.constant(vpcId),
    isDefault: fc.constant(isDefault),
    subnetIds: fc.constant(subnetIds),
    ingress: rules,
    egress: rules,
  });
}

/** For each VPC its default network ACL, listed or not, and one that may name some of its subnets. */
export function arbitraryNetworkAcls(vpcs: readonly VpcOfAcls[]): fc.Arbitrary<readonly NetworkAcl[]> {
  const each = vpcs.map((vpc) =>
    fc
      .record({ isListed: fc.boolean(), named: fc.subarray([...vpc.subnetIds]), hasOwn: rarely(2) })
      .chain(({ isListed, named, hasOwn }) =>
        fc.tuple(
          ...(isListed ? [acl(`acl-${vpc.id}-default`, vpc, true, [])] : []),
          ...(hasOwn ? [acl(`acl-${vpc.id}-own`, vpc, false, named)] : []),
        ),
      ),
  );
  return fc.tuple(...each).map((made) => made.flat());
}
