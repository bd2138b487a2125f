import type { Rule } from "../../framework/rule";
import { noDefaultRouteToIgw } from "./no-default-route-to-igw";
import { rdsPrivateSubnets } from "./rds-private-subnets";
import { rdsSgOnlyFromGateway } from "./rds-sg-only-from-gateway";
import { sgDefaultClosed } from "./sg-default-closed";
import { sgDescribed } from "./sg-described";
import { sgNoAllPortsIngress } from "./sg-no-all-ports-ingress";
import { sgNoOpenEgress } from "./sg-no-open-egress";
import { sgNoWidePrivateIngress } from "./sg-no-wide-private-ingress";
import { sgNoWorldIngress } from "./sg-no-world-ingress";
import { subnetNoPublicIp } from "./subnet-no-public-ip";
import { vpcHygiene } from "./vpc-hygiene";

export const networkRules: readonly Rule[] = [
  sgNoWorldIngress,
  sgNoWidePrivateIngress,
  sgNoAllPortsIngress,
  sgNoOpenEgress,
  sgDefaultClosed,
  sgDescribed,
  subnetNoPublicIp,
  noDefaultRouteToIgw,
  vpcHygiene,
  rdsPrivateSubnets,
  rdsSgOnlyFromGateway,
];
