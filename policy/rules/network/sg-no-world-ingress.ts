import { isWorld, cidrOf } from "../../framework/cidr";
import { integers } from "../../framework/knobs";
import { rule } from "../../framework/rule";
import { ingressReads, portsOf, trafficRules } from "../../framework/security-group-rules";

export const sgNoWorldIngress = rule({
  id: "sg-no-world-ingress",
  sentence: "A security group admits nobody from the internet at large.",
  why: "One rule from 0.0.0.0/0, however it is written, puts whatever carries the group within everyone's reach.",
  fix: "Name the other side's security group or prefix list; for Lattice, the resource gateway's group.",
  severity: "critical",
  level: "mandatory",
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
  knobs: { publicPorts: integers([], "TCP ports that may be open to everyone.") },
  reads: ingressReads,
  check(resource, { knobs }) {
    return trafficRules(resource, "ingress").flatMap((traffic) => {
      const open = traffic.blocks.filter((block) => {
        const cidr = cidrOf(block);
        return cidr !== undefined && isWorld(cidr);
      });
      if (open.length === 0) return [];
      const ports = portsOf(traffic);
      const single = typeof ports === "object" && ports.from === ports.to ? ports.from : undefined;
      if (single !== undefined && knobs.publicPorts.includes(single)) return [];
      // Ports that are not known yet may turn out to be public ones.
      if (ports === undefined && knobs.publicPorts.length > 0) return [];
      return open.map((block) => ({ at: block, what: `is ${block.text() ?? ""}, which is the internet` }));
    });
  },
});
