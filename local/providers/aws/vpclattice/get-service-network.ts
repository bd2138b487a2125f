import { serviceNetworkKind, vpcAssociationKind } from "../../../services/vpc-lattice/entities";
import { findServiceNetwork } from "../../../services/vpc-lattice/find";
import { text } from "../../fields";
import { providerFunction } from "../../functions";

/** A service network of the account, or one that is shared with it, which must be named by its ARN. */
export const getServiceNetwork = providerFunction({
  token: "aws:vpclattice/getServiceNetwork:getServiceNetwork",
  fields: { serviceNetworkIdentifier: text({ required: true }), region: text() },
  invoke: (call, { serviceNetworkIdentifier, region = call.region }) => {
    const { store, settings } = call.services;
    const caller = { ...call, region };
    const { id } = findServiceNetwork(store, settings, caller, serviceNetworkIdentifier, "GetServiceNetwork");
    const network = store.get(serviceNetworkKind, id);
    const vpcs = store.list(vpcAssociationKind, ({ data }) => data.serviceNetworkId === id);
    const { name = "", authType = "NONE", tags = {} } = network?.data ?? {};
    return {
      ...{ id, serviceNetworkIdentifier, region, arn: network?.arn ?? "", name, authType, tags },
      // Services are not modelled.
      numberOfAssociatedServices: 0,
      numberOfAssociatedVpcs: vpcs.length,
    };
  },
});
