import { networkAclKind, type NetworkAclEntry } from "../../../services/ec2/entities";
import {
  createNetworkAcl,
  deleteNetworkAcl,
  modifyNetworkAcl,
  writtenEntries,
} from "../../../services/ec2/network-acl";
import { defined } from "../../../services/defined";
import { owned } from "../../../services/owned";
import { choice, integer, object, output, setOf, tags, text, type InputsOf } from "../../fields";
import { networkAddressProblems } from "../../network-address";
import { unlessGone } from "../../not-found";
import { isUnknown, resourceType, type Problem, type Properties } from "../../resource-type";

const rule = {
  ruleNo: integer({ required: true, min: 1, max: 32766 }),
  action: choice(["allow", "deny"], { required: true }),
  protocol: text({ required: true }),
  fromPort: integer({ required: true, min: 0, max: 65535 }),
  toPort: integer({ required: true, min: 0, max: 65535 }),
  cidrBlock: text(),
  ipv6CidrBlock: text(),
};
const rules = setOf(object(rule), { computed: true });
type Rule = InputsOf<typeof rule>;

/** With its rules in it. Those of their own (NetworkAclRule) and associations of their own are not modelled. */
export const networkAcl = resourceType({
  token: "aws:ec2/networkAcl:NetworkAcl",
  label: "EC2 Network ACL",
  fields: {
    vpcId: text({ required: true, replaces: true }),
    subnetIds: setOf(text(), { computed: true }),
    ingress: rules,
    egress: rules,
    tags: tags(),
    arn: output(text()),
    ownerId: output(text()),
  },
  check: rangeProblems,
  create: async (call, { vpcId, ...inputs }) =>
    (await createNetworkAcl(call.services, call, { vpcId, ...settingsOf(inputs) })).id,
  read: (call, id) => {
    const found = owned(call.services.store, networkAclKind, id, call);
    if (found === undefined) return undefined;
    const { vpcId, subnetIds = [], tags = {} } = found.data;
    const of = (egress: boolean) => writtenEntries(found.data).filter((entry) => entry.egress === egress);
    const [ingress, egress] = [of(false).map(ruleOf), of(true).map(ruleOf)];
    return { vpcId, subnetIds, ingress, egress, tags, ownerId: found.account, arn: found.arn };
  },
  update: (call, id, inputs) => modifyNetworkAcl(call.services, call, id, settingsOf(inputs)),
  delete: (call, id) => unlessGone(deleteNetworkAcl(call.services, call, id)),
});

interface Inputs {
  readonly subnetIds: readonly string[] | undefined;
  readonly ingress: readonly Rule[] | undefined;
  readonly egress: readonly Rule[] | undefined;
  readonly tags: Readonly<Record<string, string>> | undefined;
}

function settingsOf({ subnetIds = [], ingress = [], egress = [], tags = {} }: Inputs) {
  const entries = [...ingress.map((one) => entryOf(one, false)), ...egress.map((one) => entryOf(one, true))];
  return { subnetIds, entries, tags };
}

function entryOf({ ruleNo, action, fromPort, toPort, ...rest }: Rule, egress: boolean): NetworkAclEntry {
  const { protocol, cidrBlock, ipv6CidrBlock } = rest;
  const range = { portRange: { from: fromPort, to: toPort } };
  const peer = defined({ cidrBlock: given(cidrBlock), ipv6CidrBlock: given(ipv6CidrBlock) });
  return { egress, ruleNumber: ruleNo, ruleAction: action, protocol, ...peer, ...range };
}

/** The provider takes an empty text for none. */
function given(range: string | undefined): string | undefined {
  return range === "" ? undefined : range;
}

function ruleOf({
  ruleNumber,
  ruleAction,
  protocol,
  portRange,
  cidrBlock,
  ipv6CidrBlock,
}: NetworkAclEntry): Properties {
  const { from = 0, to = 0 } = portRange ?? {};
  return defined({
    ruleNo: ruleNumber,
    action: ruleAction,
    protocol,
    fromPort: from,
    toPort: to,
    cidrBlock,
    ipv6CidrBlock,
  });
}

function rangeProblems(inputs: Properties): readonly Problem[] {
  return ["ingress", "egress"].flatMap((direction) => {
    const list = inputs[direction];
    if (!Array.isArray(list)) return [];
    return list.flatMap((one: unknown, index) => {
      const range = typeof one === "object" && one !== null && "cidrBlock" in one ? one.cidrBlock : undefined;
      if (typeof range !== "string" || range === "" || isUnknown(range)) return [];
      return networkAddressProblems(`${direction}[${index}].cidrBlock`, range);
    });
  });
}
