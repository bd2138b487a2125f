import { RequestError } from "../../../ground/request-error";
import { protocolOf } from "../../../services/ec2/security-group-rule";
import { rulesOf } from "../../../services/ec2/security-group-rules";
import type { Call } from "../../resource-type";

const expected = "SECURITYGROUPID_TYPE_PROTOCOL_FROMPORT_TOPORT_SOURCE[_SOURCE]*";

/**
 * The rules that an import names: `sg-…_ingress_tcp_5432_5432_10.0.0.0/16`, with as many ranges, prefix lists and
 * groups (or `self`) at the end as the resource has. Undefined where one of them is not there.
 */
export function rulesOfImportId({ services: { store }, account, region }: Call, given: string): string | undefined {
  const [groupId = "", type = "", protocol = "", from = "", to = "", ...sources] = given.split("_");
  const isPort = (text: string): boolean => /^(-?\d+|all)$/.test(text);
  const isDirection = type === "ingress" || type === "egress";
  if (!groupId.startsWith("sg-") || !isDirection || !isPort(from) || !isPort(to) || sources.length === 0) {
    throw new RequestError(`unexpected format of ID ("${given}"), expected ${expected}`);
  }
  const ofProtocol = rulesOf(store, groupId, type === "egress").filter(
    (rule) =>
      rule.account === account &&
      rule.region === region &&
      rule.data.ipProtocol === protocolOf(protocol) &&
      (rule.data.ipProtocol === "-1" || (rule.data.fromPort === Number(from) && rule.data.toPort === Number(to))),
  );
  const found = sources.map((source) =>
    ofProtocol.find(({ data }) => {
      const { cidrIpv4, cidrIpv6, prefixListId, referencedGroupId } = data;
      return [cidrIpv4, cidrIpv6, prefixListId, referencedGroupId].includes(source === "self" ? groupId : source);
    }),
  );
  return found.every((rule) => rule !== undefined) ? found.map(({ id }) => id).join(",") : undefined;
}
