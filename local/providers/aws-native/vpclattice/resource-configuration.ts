import { owned } from "../../../services/owned";
import {
  resourceConfigurationKind,
  type ResourceConfigurationDefinition,
} from "../../../services/vpc-lattice/entities";
import { idOf, sameIdentifier } from "../../../services/vpc-lattice/find";
import {
  createResourceConfiguration,
  deleteResourceConfiguration,
  updateResourceConfiguration,
} from "../../../services/vpc-lattice/resource-configurations";
import { choice, flag, object, output, setOf, text } from "../../fields";
import type { InputsOf } from "../../fields";
import { unlessGone } from "../../not-found";
import { resourceType, type Problem, type Properties } from "../../resource-type";
import { isRecord } from "../../framework/plain";
import { tagList, tagListOf, tagsOf } from "../tag-list";

const definitionFields = {
  ipResource: text(),
  arnResource: text(),
  dnsResource: object({
    domainName: text({ required: true }),
    // The schema has DUALSTACK too, which the API does not support.
    ipAddressType: choice(["IPV4", "IPV6"], { required: true }),
  }),
};

export const resourceConfiguration = resourceType({
  token: "aws-native:vpclattice:ResourceConfiguration",
  label: "AWS::VpcLattice::ResourceConfiguration",
  fields: {
    name: text({ replaces: true, autoName: { maxLength: 40 } }),
    resourceConfigurationType: choice(["GROUP", "CHILD", "SINGLE", "ARN"], { required: true, replaces: true }),
    resourceGatewayId: text({ replaces: true, same: sameIdentifier }),
    resourceConfigurationGroupId: text({ replaces: true, same: sameIdentifier }),
    // A change of DNS name or ARN is sent as an update, and AWS refuses it.
    resourceConfigurationDefinition: object(definitionFields),
    portRanges: setOf(text(), { computed: true }),
    protocolType: choice(["TCP"], { computed: true, replaces: true }),
    allowAssociationToSharableServiceNetwork: flag({ computed: true }),
    customDomainName: text({ replaces: true }),
    groupDomain: text({ replaces: true }),
    tags: tagList,
    arn: output(text()),
    awsId: output(text()),
  },
  check: definitionProblems,
  create: async (call, inputs) => {
    const configuration = await createResourceConfiguration(call.services, call, {
      name: inputs.name,
      type: inputs.resourceConfigurationType,
      resourceGatewayIdentifier: inputs.resourceGatewayId,
      resourceConfigurationGroupIdentifier: inputs.resourceConfigurationGroupId,
      resourceConfigurationDefinition: definitionOf(inputs.resourceConfigurationDefinition),
      portRanges: inputs.portRanges,
      protocol: inputs.protocolType,
      allowAssociationToShareableServiceNetwork: inputs.allowAssociationToSharableServiceNetwork,
      customDomainName: inputs.customDomainName,
      groupDomain: inputs.groupDomain,
      tags: tagsOf(inputs.tags),
    });
    return configuration.arn;
  },
  read: (call, arn) => {
    const configuration = owned(call.services.store, resourceConfigurationKind, idOf(arn), call);
    if (configuration === undefined) return undefined;
    const { data, id: awsId } = configuration;
    return {
      ...data,
      resourceConfigurationType: data.type,
      resourceGatewayId: data.resourceConfigurationGroupId === undefined ? data.resourceGatewayId : undefined,
      resourceConfigurationDefinition: nativeDefinition(data.resourceConfigurationDefinition),
      protocolType: data.protocol,
      allowAssociationToSharableServiceNetwork: data.allowAssociationToShareableServiceNetwork,
      tags: tagListOf(data.tags),
      arn,
      awsId,
    };
  },
  update: (call, arn, inputs, old) =>
    updateResourceConfiguration(call.services, call, arn, {
      allowAssociationToShareableServiceNetwork: inputs.allowAssociationToSharableServiceNetwork,
      resourceConfigurationDefinition: definitionOf(inputs.resourceConfigurationDefinition),
      portRanges: JSON.stringify(inputs.portRanges) === JSON.stringify(old.portRanges) ? undefined : inputs.portRanges,
      tags: tagsOf(inputs.tags),
    }),
  delete: (call, arn) => unlessGone(deleteResourceConfiguration(call.services, call, arn)),
});

/** CloudFormation's schema wants exactly one of them. */
function definitionProblems(inputs: Properties): readonly Problem[] {
  const property = "resourceConfigurationDefinition";
  const definition = inputs[property];
  if (!isRecord(definition)) return [];
  const given = Object.keys(definitionFields).filter((key) => definition[key] !== undefined);
  if (given.length === 1) return [];
  const names = Object.keys(definitionFields).join(", ");
  return [{ property, reason: `must have exactly one of ${names}, got ${given.join(", ") || "none"}` }];
}

function definitionOf(
  definition: InputsOf<typeof definitionFields> | undefined,
): ResourceConfigurationDefinition | undefined {
  const { arnResource, dnsResource, ipResource } = definition ?? {};
  if (arnResource !== undefined) return { arnResource: { arn: arnResource } };
  if (dnsResource !== undefined) return { dnsResource };
  return ipResource === undefined ? undefined : { ipResource: { ipAddress: ipResource } };
}

function nativeDefinition(definition: ResourceConfigurationDefinition | undefined): Properties | undefined {
  if (definition === undefined) return undefined;
  if ("arnResource" in definition) return { arnResource: definition.arnResource.arn };
  if ("ipResource" in definition) return { ipResource: definition.ipResource.ipAddress };
  return definition;
}
