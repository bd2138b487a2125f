import { owned } from "../../../services/owned";
import {
  resourceConfigurationKind,
  type ResourceConfigurationDefinition,
} from "../../../services/vpc-lattice/entities";
import { sameIdentifier } from "../../../services/vpc-lattice/find";
import {
  createResourceConfiguration,
  deleteResourceConfiguration,
  updateResourceConfiguration,
} from "../../../services/vpc-lattice/resource-configurations";
import { choice, flag, object, output, setOf, tags, text } from "../../fields";
import type { InputsOf } from "../../fields";
import { isRecord } from "../../framework/plain";
import { unlessGone } from "../../not-found";
import { isUnknown, resourceType, type Problem, type Properties } from "../../resource-type";
import { timeouts } from "../../timeouts";

const definitionFields = {
  arnResource: object({ arn: text({ required: true, replaces: true }) }, { replaces: true }),
  dnsResource: object(
    {
      domainName: text({ required: true, replaces: true }),
      ipAddressType: choice(["IPV4", "IPV6"], { required: true, replaces: true }),
    },
    { replaces: true },
  ),
  ipResource: object({ ipAddress: text({ required: true }) }),
};

export const resourceConfiguration = resourceType({
  token: "aws:vpclattice/resourceConfiguration:ResourceConfiguration",
  label: "VPC Lattice Resource Configuration",
  fields: {
    name: text({ replaces: true, autoName: { maxLength: 40 } }),
    type: choice(["SINGLE", "GROUP", "CHILD", "ARN"], { default: "SINGLE", replaces: true }),
    resourceGatewayIdentifier: text({ computed: true, replaces: true, same: sameIdentifier }),
    resourceConfigurationGroupId: text({ replaces: true, same: sameIdentifier }),
    resourceConfigurationDefinition: object(definitionFields),
    portRanges: setOf(text({ pattern: /^(\d{1,5}-\d{1,5}|\d+)$/ }), { computed: true }),
    protocol: choice(["TCP"], { computed: true, replaces: true }),
    allowAssociationToShareableServiceNetwork: flag({ computed: true }),
    customDomainName: text({ replaces: true }),
    tags: tags(),
    timeouts,
    arn: output(text()),
  },
  check: definitionProblems,
  create: async (call, { resourceConfigurationGroupId, resourceConfigurationDefinition, tags = {}, ...inputs }) => {
    const configuration = await createResourceConfiguration(call.services, call, {
      ...inputs,
      resourceConfigurationGroupIdentifier: resourceConfigurationGroupId,
      resourceConfigurationDefinition: definitionOf(resourceConfigurationDefinition),
      tags,
    });
    return configuration.id;
  },
  read: (call, id) => {
    const configuration = owned(call.services.store, resourceConfigurationKind, id, call);
    if (configuration === undefined) return undefined;
    const { data, arn } = configuration;
    return { ...data, resourceGatewayIdentifier: data.resourceGatewayId, arn };
  },
  update: (call, id, inputs, old) =>
    updateResourceConfiguration(call.services, call, id, {
      allowAssociationToShareableServiceNetwork: inputs.allowAssociationToShareableServiceNetwork,
      resourceConfigurationDefinition: definitionOf(inputs.resourceConfigurationDefinition),
      // The provider sends the ports only where they have changed; for an ARN they are AWS's.
      portRanges: JSON.stringify(inputs.portRanges) === JSON.stringify(old.portRanges) ? undefined : inputs.portRanges,
      tags: inputs.tags ?? {},
    }),
  delete: (call, id) => unlessGone(deleteResourceConfiguration(call.services, call, id)),
});

/** The provider's own checks, which it makes before it asks AWS. */
function definitionProblems(inputs: Properties): readonly Problem[] {
  const property = "resourceConfigurationDefinition";
  const definition = inputs[property];
  if (!isRecord(definition) || isUnknown(definition)) return [];
  const given = Object.keys(definitionFields).filter((key) => definition[key] !== undefined);
  if (given.length !== 1) {
    const reason = `must have exactly one of ${Object.keys(definitionFields).join(", ")}, got ${given.join(", ") || "none"}`;
    return [{ property, reason }];
  }
  if (definition.arnResource === undefined) {
    if (inputs.portRanges !== undefined) return [];
    return [{ property: "portRanges", reason: `is required with ${given.join()}; set the ports of the resource` }];
  }
  return ["portRanges", "protocol"]
    .filter((key) => inputs[key] !== undefined)
    .map((key) => ({ property: key, reason: "conflicts with arnResource: AWS knows it of the database; remove it" }));
}

function definitionOf(
  definition: InputsOf<typeof definitionFields> | undefined,
): ResourceConfigurationDefinition | undefined {
  const { arnResource, dnsResource, ipResource } = definition ?? {};
  if (arnResource !== undefined) return { arnResource };
  if (dnsResource !== undefined) return { dnsResource };
  return ipResource && { ipResource };
}
