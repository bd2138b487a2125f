import { sgNoAllPortsIngress } from "../../../../policy/rules/network/sg-no-all-ports-ingress";
import { unknown } from "../../judge";
import { judges } from "../../tables";
import { forms } from "./security-group-forms";

const v4 = "10.0.1.0/28";

for (const { type, write, at } of forms("ingress")) {
  judges(sgNoAllPortsIngress, type, {
    base: write({ group: "sg-1", protocol: "tcp", from: 5432, to: 5432 }),
    passes: {
      "one port from a block": write({ v4, protocol: "tcp", from: 5432, to: 5432 }),
      "every port from a security group": write({ group: "sg-1", protocol: "-1", from: 0, to: 0 }),
      "ICMP of every type": write({ v4, protocol: "icmp", from: -1, to: -1 }),
      "ICMP by number": write({ v4, protocol: "1", from: 3, to: 4 }),
      ICMPv6: write({ v4, protocol: "icmpv6", from: -1, to: -1 }),
      "ICMPv6 by number": write({ v4, protocol: "58", from: -1, to: -1 }),
      "as many ports as are allowed": [
        write({ v4, protocol: "tcp", from: 8000, to: 8002 }),
        { knobs: { maxPorts: 3 } },
      ],
    },
    finds: {
      "every protocol": [
        write({ v4, protocol: "-1", from: 0, to: 0 }),
        `${at} opens every port to a block of addresses`,
      ],
      "every protocol by name": [write({ v4, protocol: "ALL" }), `${at} opens every port to a block of addresses`],
      "every port of one protocol": [
        write({ v4, protocol: "tcp", from: 0, to: 65535 }),
        `${at} opens every port to a block of addresses`,
      ],
      "every port as -1": [
        write({ v4, protocol: "tcp", from: -1, to: -1 }),
        `${at} opens every port to a block of addresses`,
      ],
      "two ports": [
        write({ v4, protocol: "tcp", from: 5432, to: 5433 }),
        `${at} opens ports 5432 to 5433 to a block of addresses`,
      ],
      "all but one": [
        write({ v6: "::1/128", protocol: "6", from: 1, to: 65535 }),
        `${at} opens ports 1 to 65535 to a block of addresses`,
      ],
      "one port too many": [
        write({ v4, protocol: "tcp", from: 8000, to: 8003 }),
        `${at} opens ports 8000 to 8003 to a block of addresses`,
        { knobs: { maxPorts: 3 } },
      ],
      "every port from a block not known yet": [
        write({ v4: unknown, protocol: "-1", from: 0, to: 0 }),
        `${at} opens every port to a block of addresses`,
      ],
    },
    undecided: {
      "unknown ports": write({ v4, protocol: "tcp", from: unknown, to: 1 }),
      "an unknown protocol": write({ v4, protocol: unknown, from: 0, to: 0 }),
    },
  });
}
