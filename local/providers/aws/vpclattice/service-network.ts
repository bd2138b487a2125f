import { defined } from "../../../services/defined";
import { owned } from "../../../services/owned";
import { serviceNetworkKind } from "../../../services/vpc-lattice/entities";
import {
  createServiceNetwork,
  deleteServiceNetwork,
  updateServiceNetwork,
} from "../../../services/vpc-lattice/service-networks";
import { choice, output, tags, text } from "../../fields";
import { unlessGone } from "../../not-found";
import { resourceType } from "../../resource-type";

export const serviceNetwork = resourceType({
  token: "aws:vpclattice/serviceNetwork:ServiceNetwork",
  label: "VPC Lattice Service Network",
  fields: {
    name: text({ replaces: true, autoName: { maxLength: 63 } }),
    authType: choice(["NONE", "AWS_IAM"], { computed: true }),
    tags: tags(),
    arn: output(text()),
  },
  create: async (call, { name, authType = "NONE", tags = {} }) =>
    (await createServiceNetwork(call.services, call, { name, authType, tags })).id,
  read: (call, id) => {
    const network = owned(call.services.store, serviceNetworkKind, id, call);
    return network && { ...network.data, arn: network.arn };
  },
  update: (call, id, { authType, tags = {} }) =>
    updateServiceNetwork(call.services, call, id, defined({ authType, tags })),
  delete: (call, id) => unlessGone(deleteServiceNetwork(call.services, call, id)),
});
