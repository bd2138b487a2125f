import { isWorldBlock } from "../../../resources/cidr-of";
import type { Resource } from "../../../resources/resource";
import { ingressReads, mayOpenOnly, trafficRules, type TrafficRule } from "../../../resources/security-group-rules";
import type { Stack } from "../../../resources/stack";
import { integers } from "../../framework/knobs";
import { rule } from "../../framework/rule";

const lists = ["aws:ec2/managedPrefixList:ManagedPrefixList", "aws-native:ec2:PrefixList"] as const;
const listEntry = "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry";

export const sgNoWorldIngress = rule({
  id: "sg-no-world-ingress",
  sentence: "A security group admits nobody from the internet at large.",
  why: "One rule from 0.0.0.0/0, however it is written, puts whatever carries the group within everyone's reach.",
  fix: "Name the other side's security group or prefix list; for Lattice, the resource gateway's group.",
  severity: "critical",
  level: "mandatory",
  surroundings: true,
  controls: [
    "FSBP EC2.13",
    "FSBP EC2.14",
    "FSBP EC2.18",
    "FSBP EC2.19",
    "CIS 5.3",
    "CIS 5.4",
    "Config restricted-common-ports",
    "checkov CKV_AWS_24",
    "checkov CKV_AWS_25",
    "checkov CKV_AWS_260",
    "checkov CKV_AWS_277",
    "trivy AWS-0107",
    "cdk-nag EC23",
  ],
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
  // As in FSBP EC2.18.
  knobs: { publicPorts: integers([80, 443], "TCP ports that may be open to everyone, for a web front.") },
  reads: {
    ...ingressReads,
    [lists[0]]: ["entries"],
    [lists[1]]: ["entries"],
    [listEntry]: ["cidr", "prefixListId"],
  },
  check(resource, { knobs }) {
    return trafficRules(resource, "ingress").flatMap((traffic) => {
      const open = traffic.blocks.filter(isWorldBlock);
      if (open.length === 0 || mayBePublic(traffic, knobs.publicPorts)) return [];
      return open.map((block) => ({ at: block, what: `is ${block.text() ?? ""}, which is the internet` }));
    });
  },
  checkStack(stack, { knobs }) {
    const types = Object.keys(ingressReads) as readonly (keyof typeof ingressReads)[];
    return stack.ofType(...types).flatMap((resource) =>
      trafficRules(resource, "ingress").flatMap((traffic) => {
        if (traffic.prefixLists.length === 0 || mayBePublic(traffic, knobs.publicPorts)) return [];
        const open = traffic.prefixLists.filter((field) => {
          const { resources, certain } = stack.follow(resource, field, ...lists);
          return certain && resources.some((list) => hasWideEntry(stack, list));
        });
        return open.map((at) => ({ resource, at, what: "is a list that has the internet in it" }));
      }),
    );
  },
});

/** A rule that leaves its ports out opens them all. */
const mayBePublic = (traffic: TrafficRule, ports: readonly number[]): boolean =>
  mayOpenOnly(traffic, ports) && [traffic.protocol, traffic.fromPort, traffic.toPort].every((field) => !field.absent);

const hasWideEntry = (stack: Stack, list: Resource): boolean =>
  [
    ...list
      .get("entries")
      .items()
      .map((entry) => entry.get("cidr")),
    ...stack.referrers(list, "prefixListId", listEntry).map((entry) => entry.get("cidr")),
  ].some(isWorldBlock);
