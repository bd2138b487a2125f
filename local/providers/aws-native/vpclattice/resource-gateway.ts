import { defined } from "../../../services/defined";
import { owned } from "../../../services/owned";
import { resourceGatewayKind } from "../../../services/vpc-lattice/entities";
import { idOf } from "../../../services/vpc-lattice/find";
import {
  createResourceGateway,
  deleteResourceGateway,
  updateResourceGateway,
} from "../../../services/vpc-lattice/resource-gateways";
import { choice, integer, output, setOf, text } from "../../fields";
import { unlessGone } from "../../not-found";
import { resourceType } from "../../resource-type";
import { tagList, tagListOf, tagsOf } from "../tag-list";

export const resourceGateway = resourceType({
  token: "aws-native:vpclattice:ResourceGateway",
  label: "AWS::VpcLattice::ResourceGateway",
  fields: {
    name: text({ replaces: true, autoName: { maxLength: 40 } }),
    vpcIdentifier: text({ required: true, replaces: true }),
    subnetIds: setOf(text(), { required: true, replaces: true }),
    securityGroupIds: setOf(text(), { computed: true }),
    ipAddressType: choice(["IPV4", "IPV6", "DUALSTACK"], { computed: true, replaces: true }),
    // CloudFormation does not say that it replaces, but AWS never changes it.
    ipv4AddressesPerEni: integer({ computed: true, replaces: true, min: 1, max: 62 }),
    resourceConfigDnsResolution: choice(["IN_VPC", "PUBLIC"], { computed: true, replaces: true }),
    tags: tagList,
    arn: output(text()),
    awsId: output(text()),
  },
  create: async (call, { tags, ...inputs }) =>
    (await createResourceGateway(call.services, call, { ...inputs, tags: tagsOf(tags) })).arn,
  read: (call, arn) => {
    const gateway = owned(call.services.store, resourceGatewayKind, idOf(arn), call);
    return gateway && { ...gateway.data, tags: tagListOf(gateway.data.tags), arn, awsId: gateway.id };
  },
  update: (call, arn, { securityGroupIds, tags }) =>
    updateResourceGateway(call.services, call, arn, defined({ securityGroupIds, tags: tagsOf(tags) })),
  delete: (call, arn) => unlessGone(deleteResourceGateway(call.services, call, arn)),
});
