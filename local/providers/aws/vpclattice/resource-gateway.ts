import { defined } from "../../../services/defined";
import { owned } from "../../../services/owned";
import { resourceGatewayKind } from "../../../services/vpc-lattice/entities";
import {
  createResourceGateway,
  deleteResourceGateway,
  updateResourceGateway,
} from "../../../services/vpc-lattice/resource-gateways";
import { choice, integer, output, setOf, tags, text } from "../../fields";
import { unlessGone } from "../../not-found";
import { resourceType } from "../../resource-type";
import { timeouts } from "../../timeouts";

export const resourceGateway = resourceType({
  token: "aws:vpclattice/resourceGateway:ResourceGateway",
  label: "VPC Lattice Resource Gateway",
  fields: {
    name: text({ replaces: true, autoName: { maxLength: 40 }, minLength: 3, maxLength: 40 }),
    vpcId: text({ required: true, replaces: true }),
    subnetIds: setOf(text(), { required: true, replaces: true }),
    securityGroupIds: setOf(text(), { computed: true }),
    ipAddressType: choice(["IPV4", "IPV6", "DUALSTACK"], { computed: true, replaces: true }),
    ipv4AddressesPerEni: integer({ computed: true, replaces: true, min: 1, max: 62 }),
    resourceConfigDnsResolution: choice(["PUBLIC", "IN_VPC"], { computed: true, replaces: true }),
    tags: tags(),
    timeouts,
    arn: output(text()),
    status: output(text()),
  },
  create: async (call, { vpcId, tags = {}, ...inputs }) =>
    (await createResourceGateway(call.services, call, { ...inputs, vpcIdentifier: vpcId, tags })).id,
  read: (call, id) => {
    const gateway = owned(call.services.store, resourceGatewayKind, id, call);
    return gateway && { ...gateway.data, vpcId: gateway.data.vpcIdentifier, arn: gateway.arn };
  },
  update: (call, id, { securityGroupIds, tags = {} }) =>
    updateResourceGateway(call.services, call, id, defined({ securityGroupIds, tags })),
  delete: (call, id) => unlessGone(deleteResourceGateway(call.services, call, id)),
});
