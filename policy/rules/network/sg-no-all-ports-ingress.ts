import { ingressReads, portsOf, trafficRules } from "../../../resources/security-group-rules";
import { integer } from "../../framework/knobs";
import { rule } from "../../framework/rule";

export const sgNoAllPortsIngress = rule({
  id: "sg-no-all-ports-ingress",
  sentence: "A security group opens to address blocks only the ports it needs.",
  why: "Every further port is a further service within reach: a database needs one.",
  fix: "Write one rule for each port, such as 5432 to 5432 over tcp.",
  severity: "high",
  level: "mandatory",
  surroundings: true,
  controls: ["cfn-guard SECURITY_GROUP_INGRESS_ALL_PROTOCOLS_RULE", "trivy AWS-0102"],
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
  knobs: { maxPorts: integer(1, "How many ports one rule may open to a block.", 1) },
  reads: ingressReads,
  check(resource, { knobs }) {
    return trafficRules(resource, "ingress").flatMap((traffic) => {
      if (traffic.blocks.length === 0) return [];
      const ports = portsOf(traffic);
      if (ports === "all") return [{ at: traffic.at, what: "opens every port to a block of addresses" }];
      if (typeof ports !== "object" || ports.to - ports.from < knobs.maxPorts) return [];
      return [{ at: traffic.at, what: `opens ports ${ports.from} to ${ports.to} to a block of addresses` }];
    });
  },
});
