import type { Rule } from "../../framework/rule";
import { sgDefaultClosed } from "./sg-default-closed";
import { sgDescribed } from "./sg-described";
import { sgNoAllPortsIngress } from "./sg-no-all-ports-ingress";
import { sgNoOpenEgress } from "./sg-no-open-egress";
import { sgNoWidePrivateIngress } from "./sg-no-wide-private-ingress";
import { sgNoWorldIngress } from "./sg-no-world-ingress";
import { subnetNoPublicIp } from "./subnet-no-public-ip";

export const networkRules: readonly Rule[] = [
  sgNoWorldIngress,
  sgNoWidePrivateIngress,
  sgNoAllPortsIngress,
  sgNoOpenEgress,
  sgDefaultClosed,
  sgDescribed,
  subnetNoPublicIp,
];
