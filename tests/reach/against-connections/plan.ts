import fc from "fast-check";

export const sides = ["producer", "consumer"] as const;
export type Side = (typeof sides)[number];
export const groupNames = ["a", "b", "c"] as const;
export type GroupName = (typeof groupNames)[number];

/** A security group's rule, its peer a group of the same VPC by name, or a range. */
export interface PlannedRule {
  readonly of: GroupName;
  readonly isEgress: boolean;
  readonly ipProtocol: string;
  readonly ports: readonly [number, number];
  readonly peer: { readonly group: GroupName } | { readonly cidr: string };
}

/** What is asked of the local cloud's services, each in its turn; they may refuse any of it, as AWS would. */
export type Plan = ReturnType<(typeof arbitraryPlan)["generate"]>["value"];

const usually = fc.integer({ min: 0, max: 9 }).map((n) => n > 0);
const seldom = usually.map((it) => !it);
const side = fc.constantFrom(...sides);
const groups = fc.subarray<GroupName>([...groupNames], { minLength: 1 });
const subnets = fc.subarray([0, 1], { minLength: 1 });

const everything = groupNames.flatMap((of) =>
  [true, false].map((isEgress): PlannedRule => {
    return { of, isEgress, ipProtocol: "-1", ports: [0, 65535], peer: { cidr: "0.0.0.0/0" } };
  }),
);

function rules(range: string): fc.Arbitrary<readonly PlannedRule[]> {
  const cidrs = ["0.0.0.0/0", "0.0.0.0/0", "129.224.0.0/17", `${range}.0.0/16`, `${range}.1.0/24`, `${range}.2.0/25`];
  const rule = fc.record<PlannedRule>({
    of: fc.constantFrom(...groupNames),
    isEgress: fc.boolean(),
    ipProtocol: fc.constantFrom("tcp", "tcp", "tcp", "-1", "-1", "udp"),
    ports: fc.constantFrom<[number, number]>([5432, 5432], [5432, 5432], [0, 65535], [5433, 5433]),
    peer: fc.oneof(
      fc.constantFrom(...cidrs).map((cidr) => ({ cidr })),
      fc.constantFrom(...groupNames).map((group) => ({ group })),
    ),
  });
  const some = fc.array(rule, { maxLength: 10 });
  return fc.tuple(some, fc.oneof(fc.constant(everything), fc.subarray([...everything]))).map((all) => all.flat());
}

const principal = fc.constantFrom("consumer" as const, "consumer" as const, "organization" as const, "none" as const);

export const arbitraryPlan = fc.record({
  rules: fc.record({ producer: rules("10.0"), consumer: rules("10.1") }),
  databaseGroups: groups,
  gateway: fc.record({ groups, subnets, dnsResolution: seldom }),
  type: fc.constantFrom("ARN" as const, "ARN" as const, "SINGLE" as const),
  ports: fc.constantFrom("5432", "5000-6000", "3306"),
  allowsShareable: fc.boolean(),
  sharesConfiguration: usually,
  sharesNetwork: fc.boolean(),
  principal,
  network: fc.record({ owner: fc.constantFrom<Side>("consumer", "consumer", "producer"), shareable: fc.boolean() }),
  carried: usually,
  vpcAssociations: fc.uniqueArray(fc.record({ side, groups: fc.subarray<GroupName>([...groupNames]) }), {
    selector: (it) => it.side,
    maxLength: 2,
  }),
  endpoint: fc.option(fc.record({ side, groups, subnets, toNetwork: fc.boolean() })),
  /** What is taken away when all is made. */
  revoked: seldom,
  shareGone: seldom,
  unassociated: seldom,
  clients: fc.array(
    fc.record({
      side: fc.constantFrom<Side>("consumer", "consumer", "producer"),
      groups,
      subnet: fc.nat(1),
      host: fc.constantFrom(10, 200),
    }),
    { minLength: 2, maxLength: 2 },
  ),
});
