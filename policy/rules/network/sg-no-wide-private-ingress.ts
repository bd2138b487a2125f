import { isPrivate, isWorld } from "../../../aws/cidr";
import { cidrOf } from "../../../resources/cidr-of";
import type { Field } from "../../../resources/field";
import type { Resource } from "../../../resources/resource";
import { type TrafficRule, ingressReads, mayOpenOnly, trafficRules } from "../../../resources/security-group-rules";
import { vpcTypes } from "../../../resources/type-pairs";
import { integer, integers } from "../../framework/knobs";
import { type Finding, rule } from "../../framework/rule";
import { opensDatabasePort } from "./database-ports";

export const sgNoWidePrivateIngress = rule({
  id: "sg-no-wide-private-ingress",
  sentence: "A security group admits named groups or small blocks, not whole networks.",
  why: "A wide block lets in everything that will ever run there, one of the internet whoever gets an address in it; a security group lets in what carries it.",
  fix: "Name the clients' security group or a prefix list instead of the block.",
  severity: "high",
  level: "mandatory",
  surroundings: true,
  controls: ["cfn-guard SECURITY_GROUP_INGRESS_CIDR_NON_32_RULE"],
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
  knobs: {
    minPrefix: integer(24, "The shortest prefix of an IPv4 block."),
    minPrefixIpv6: integer(64, "The shortest prefix of an IPv6 block."),
    minPublicPrefix: integer(32, "The shortest prefix of a block of the internet at a database's port."),
    networkPorts: integers([443], "TCP ports that whole networks may reach; endpoints of AWS services need 443."),
  },
  reads: { ...ingressReads, [vpcTypes[0]]: ["cidrBlock"], [vpcTypes[1]]: ["cidrBlock"] },
  check: (resource, { knobs }) =>
    guarded(resource, knobs.networkPorts).flatMap((traffic) => [
      ...traffic.blocks.flatMap((block) => wide(block, knobs)),
      ...partsOfInternet(traffic, knobs.minPublicPrefix),
    ]),
  checkStack(stack, { knobs }) {
    const ranges = new Set(stack.ofType(...vpcTypes).flatMap((vpc) => vpc.get("cidrBlock").text() ?? []));
    return stack.resources.flatMap((resource) =>
      guarded(resource, knobs.networkPorts).flatMap(({ blocks }) => {
        const whole = blocks.filter((block) => ranges.has(block.text() ?? "") && wide(block, knobs).length === 0);
        return whole.map((at) => ({ resource, at, what: `is ${at.text() ?? ""}, a whole VPC` }));
      }),
    );
  },
});

const guarded = (resource: Resource, networkPorts: readonly number[]): readonly TrafficRule[] =>
  trafficRules(resource, "ingress").filter((traffic) => !mayOpenOnly(traffic, networkPorts));

/** IPv4 alone: IPv6 within a VPC is public by range, private by routing. */
function partsOfInternet(traffic: TrafficRule, least: number): Finding[] {
  const wrong = traffic.blocks.filter((block) => {
    const cidr = cidrOf(block);
    return cidr?.family === 4 && !isWorld(cidr) && !isPrivate(cidr) && cidr.prefix < least;
  });
  if (wrong.length === 0 || !opensDatabasePort(traffic)) return [];
  return wrong.map((at) => ({ at, what: `is ${at.text() ?? ""}, of the internet, at a database's port` }));
}

function wide(at: Field, knobs: { readonly minPrefix: number; readonly minPrefixIpv6: number }): Finding[] {
  const cidr = cidrOf(at);
  // The whole internet is sg-no-world-ingress's to find, parts of it are found by their ports.
  if (cidr === undefined || isWorld(cidr) || (cidr.family === 4 && !isPrivate(cidr))) return [];
  const least = cidr.family === 4 ? knobs.minPrefix : knobs.minPrefixIpv6;
  return cidr.prefix < least ? [{ at, what: `is ${at.text() ?? ""}, wider than /${least}` }] : [];
}
