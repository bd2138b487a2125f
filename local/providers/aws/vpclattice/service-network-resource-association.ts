import { sameIdentifier } from "../../../services/vpc-lattice/find";
import {
  createResourceAssociation,
  deleteResourceAssociation,
  findResourceAssociation,
  tagResourceAssociation,
} from "../../../services/vpc-lattice/resource-associations";
import { flag, listOf, object, output, tags, text } from "../../fields";
import { unlessGone, unlessNotFound } from "../../not-found";
import { resourceType, type Problem, type Properties } from "../../resource-type";
import { timeouts } from "../../timeouts";

export const serviceNetworkResourceAssociation = resourceType({
  token: "aws:vpclattice/serviceNetworkResourceAssociation:ServiceNetworkResourceAssociation",
  label: "VPC Lattice Service Network Resource Association",
  fields: {
    resourceConfigurationIdentifier: text({ required: true, replaces: true }),
    serviceNetworkIdentifier: text({ required: true, replaces: true, same: sameIdentifier }),
    privateDnsEnabled: flag({ computed: true, replaces: true }),
    tags: tags(),
    timeouts,
    arn: output(text()),
    dnsEntries: output(listOf(object({ domainName: text(), hostedZoneId: text() }))),
  },
  check: arnProblems,
  create: async (call, { tags = {}, ...inputs }) =>
    (await createResourceAssociation(call.services, call, { ...inputs, tags })).id,
  read: (call, id, state) =>
    unlessNotFound(() => {
      const { data, arn } = findResourceAssociation(call.services.store, call, id);
      const identifier = String(state.serviceNetworkIdentifier);
      const isSame = sameIdentifier(identifier, data.serviceNetworkId);
      return {
        resourceConfigurationIdentifier: data.resourceConfigurationId,
        serviceNetworkIdentifier: isSame ? identifier : data.serviceNetworkId,
        privateDnsEnabled: data.privateDnsEnabled,
        // None for type ARN: the provider lists the association's own, and AWS gives the child's one.
        dnsEntries: data.dnsEntry === undefined ? [] : [data.dnsEntry],
        tags: data.tags,
        arn,
      };
    }),
  update: (call, id, { tags = {} }) => tagResourceAssociation(call.services, call, id, tags),
  delete: (call, id) => unlessGone(deleteResourceAssociation(call.services, call, id)),
});

/** The provider reads the id back and calls an ARN inconsistent with it (hashicorp/terraform-provider-aws#44546). */
function arnProblems(inputs: Properties): readonly Problem[] {
  const property = "resourceConfigurationIdentifier";
  const identifier = inputs[property];
  if (typeof identifier !== "string" || !identifier.startsWith("arn:")) return [];
  const reason = `must be the id (${identifier.split("/").at(-1) ?? "rcfg-…"}), not the ARN: the AWS provider reads back the id and fails with an inconsistent result`;
  return [{ property, reason }];
}
