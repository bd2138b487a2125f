import { internetGatewayKind } from "../../../services/ec2/entities";
import {
  createInternetGateway,
  deleteInternetGateway,
  modifyInternetGateway,
} from "../../../services/ec2/internet-gateway";
import { owned } from "../../../services/owned";
import { output, tags, text } from "../../fields";
import { unlessGone } from "../../not-found";
import { resourceType } from "../../resource-type";
import { timeouts } from "../../timeouts";

export const internetGateway = resourceType({
  token: "aws:ec2/internetGateway:InternetGateway",
  label: "EC2 Internet Gateway",
  fields: {
    vpcId: text({ computed: true }),
    tags: tags(),
    timeouts,
    arn: output(text()),
    ownerId: output(text()),
  },
  create: async (call, { vpcId, tags = {} }) => (await createInternetGateway(call.services, call, { vpcId, tags })).id,
  read: (call, id) => {
    const found = owned(call.services.store, internetGatewayKind, id, call);
    return found && { vpcId: found.data.vpcId ?? "", tags: found.data.tags, ownerId: found.account, arn: found.arn };
  },
  update: (call, id, { vpcId, tags = {} }) => modifyInternetGateway(call.services, call, id, vpcId, tags),
  delete: (call, id) => unlessGone(deleteInternetGateway(call.services, call, id)),
});
