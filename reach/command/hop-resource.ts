import type { Explanation } from "../../reachability/explain";
import type { Hop } from "../../reachability/hop";
import type { HopCode } from "../../reachability/hop-code";

type Find = (explanation: Explanation) => string | undefined;

const entry: Find = ({ through }) => through.endpointId ?? through.vpcAssociationId;
const client: Find = ({ client: it }) => it.securityGroupIds[0] ?? it.subnetId ?? it.vpcId;
const place: Find = ({ client: it }) => it.subnetId ?? it.vpcId;
const database: Find = ({ database: it }) => it.id;

const gateway: Find = ({ through }) => through.gatewayId;
const link: Find = ({ through }) =>
  through.peeringConnectionId ?? through.transitGatewayId ?? through.vpnGatewayId ?? through.internetGatewayId;

/** What a hop is about, where it is not what stands in the hop's name. */
const subjects: Readonly<Partial<Record<HopCode, Find>>> = {
  client,
  "client-egress": client,
  "client-network-acl": place,
  "client-route": place,
  "endpoint-network-acl": ({ through }) => through.endpointId,
  "gateway-network-acl": gateway,
  "gateway-route": gateway,
  "database-network-acl": database,
  "peering-connection": link,
  "transit-gateway": link,
  "vpn-gateway": link,
  "internet-gateway": link,
  "proxy-to-database": ({ through }) => through.proxyId,
  "vpc-association": ({ through }) => through.vpcAssociationId,
  endpoint: ({ through }) => through.endpointId,
  "resource-association": ({ through }) => through.resourceAssociationId,
  "share-names-account": ({ through }) => through.configurationId,
  "resource-configuration": ({ through }) => through.configurationId,
  gateway,
  "database-ingress": database,
  "database-available": database,
  name: entry,
};

/** The topology's id of the resource a hop is about; undefined where it does not exist. */
export function subjectOf(explanation: Explanation, { code }: Hop): string | undefined {
  return subjects[code]?.(explanation);
}
