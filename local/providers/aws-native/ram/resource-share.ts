import { owned } from "../../../services/owned";
import { resourceShareKind, sharePrincipalKind, shareResourceKind } from "../../../services/ram/entities";
import { permissionsOf } from "../../../services/ram/permissions";
import { createResourceShare, deleteResourceShare, updateResourceShare } from "../../../services/ram/resource-shares";
import { associatePrincipal, disassociatePrincipal } from "../../../services/ram/share-principals";
import { associateResource, disassociateResource } from "../../../services/ram/share-resources";
import { flag, object, output, setOf, text } from "../../fields";
import { unlessGone } from "../../not-found";
import { resourceType, type Call, type Properties } from "../../resource-type";
import { tagList, tagListOf, tagsOf } from "../tag-list";

/** With its principals and resources inline, where `@pulumi/aws` has a resource for each. */
export const resourceShare = resourceType({
  token: "aws-native:ram:ResourceShare",
  label: "AWS::RAM::ResourceShare",
  fields: {
    name: text({ autoName: { maxLength: 255 } }),
    // The API's own default; the classic provider's is false.
    allowExternalPrincipals: flag({ computed: true }),
    permissionArns: setOf(text(), { computed: true }),
    principals: setOf(text()),
    resourceArns: setOf(text()),
    resourceShareConfiguration: object(
      { retainSharingOnAccountLeaveOrganization: flag({ replaces: true }) },
      { computed: true },
    ),
    tags: tagList,
    arn: output(text()),
    creationTime: output(text()),
    featureSet: output(text()),
    lastUpdatedTime: output(text()),
    owningAccountId: output(text()),
    status: output(text()),
  },
  create: async (call, inputs) => {
    const retain = inputs.resourceShareConfiguration?.retainSharingOnAccountLeaveOrganization ?? false;
    const share = await createResourceShare(call.services, call, {
      name: inputs.name,
      allowExternalPrincipals: inputs.allowExternalPrincipals ?? true,
      permissionArns: inputs.permissionArns ?? [],
      resourceShareConfiguration: { retainSharingOnAccountLeaveOrganization: retain },
      tags: tagsOf(inputs.tags),
    });
    try {
      await associate(call, share.arn, inputs);
    } catch (error) {
      // CloudFormation leaves nothing behind of a creation that failed.
      await deleteResourceShare(call.services, call, share.arn);
      throw error;
    }
    return share.arn;
  },
  read: (call, arn) => {
    const { store } = call.services;
    const share = owned(store, resourceShareKind, arn, call);
    if (share === undefined) return undefined;
    const { data, account } = share;
    return {
      ...data,
      permissionArns: permissionsOf(store, arn),
      ...associated(call, arn),
      tags: tagListOf(data.tags),
      arn,
      featureSet: "STANDARD",
      lastUpdatedTime: data.creationTime,
      owningAccountId: account,
    };
  },
  update: async (call, arn, inputs) => {
    await updateResourceShare(call.services, call, arn, {
      name: inputs.name,
      allowExternalPrincipals: inputs.allowExternalPrincipals ?? true,
      tags: tagsOf(inputs.tags),
    });
    const { principals, resourceArns } = associated(call, arn);
    for (const principal of without(principals, inputs.principals)) {
      await disassociatePrincipal(call.services, call, arn, principal);
    }
    for (const resourceArn of without(resourceArns, inputs.resourceArns)) {
      await disassociateResource(call.services, call, arn, resourceArn);
    }
    await associate(call, arn, {
      principals: without(inputs.principals ?? [], principals),
      resourceArns: without(inputs.resourceArns ?? [], resourceArns),
    });
  },
  delete: (call, arn) => unlessGone(deleteResourceShare(call.services, call, arn)),
});

interface Associated {
  readonly principals?: readonly string[] | undefined;
  readonly resourceArns?: readonly string[] | undefined;
}

async function associate(call: Call, arn: string, { principals = [], resourceArns = [] }: Associated): Promise<void> {
  for (const resourceArn of resourceArns) await associateResource(call.services, call, arn, resourceArn);
  for (const principal of principals) await associatePrincipal(call.services, call, arn, principal);
}

function associated(
  call: Call,
  arn: string,
): Properties & { principals: readonly string[]; resourceArns: readonly string[] } {
  const { store } = call.services;
  const entityOf = ({ data }: { readonly data: { readonly associatedEntity: string } }): string =>
    data.associatedEntity;
  return {
    principals: store.list(sharePrincipalKind, ({ data }) => data.resourceShareArn === arn).map(entityOf),
    resourceArns: store.list(shareResourceKind, ({ data }) => data.resourceShareArn === arn).map(entityOf),
  };
}

function without(all: readonly string[], taken: readonly string[] = []): readonly string[] {
  return all.filter((it) => !taken.includes(it));
}
