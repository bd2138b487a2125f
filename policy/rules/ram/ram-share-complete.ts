import type { Resource } from "../../../resources/resource";
import type { Stack } from "../../../resources/stack";
import { type Finding, rule } from "../../framework/rule";

const share = "aws:ram/resourceShare:ResourceShare";
const principal = "aws:ram/principalAssociation:PrincipalAssociation";
const association = "aws:ram/resourceAssociation:ResourceAssociation";
const exclusive = "aws:ram/resourceShareAssociationsExclusive:ResourceShareAssociationsExclusive";
const native = "aws-native:ram:ResourceShare";

export const ramShareComplete = rule({
  id: "ram-share-complete",
  sentence: "A share has both something to share and somebody to share it with.",
  why: "Half a share works for nobody, and waits for whoever adds the other half unseen; mixing both ways of association makes each undo the other.",
  fix: "Add the missing association, remove the share, or keep to one way of association.",
  severity: "medium",
  level: "advisory",
  controls: [],
  url: "https://docs.aws.amazon.com/ram/latest/userguide/working-with-sharing-create.html",
  reads: {
    [share]: [],
    [principal]: ["resourceShareArn"],
    [association]: ["resourceShareArn"],
    [exclusive]: ["resourceShareArn", "principals", "resourceArns"],
    [native]: ["principals", "resourceArns"],
  },
  checkStack: (stack) => [
    ...stack.ofType(share).flatMap((it) => classicFindings(stack, it)),
    ...stack.ofType(native).flatMap(halves),
  ],
});

function classicFindings(stack: Stack, resource: Resource): Finding[] {
  const associations = stack.ofType(principal, association, exclusive);
  const open = associations.some((it) => !stack.follow(it, it.get("resourceShareArn"), share).certain);
  if (open) return [];
  const [principals, resources, whole] = [principal, association, exclusive].map((type) => {
    return stack.referrers(resource, "resourceShareArn", type as typeof share);
  }) as [Resource[], Resource[], Resource[]];
  if (whole.length > 0) {
    const single = [...principals, ...resources];
    const what = "is undone by the exclusive association of the same share";
    return [...whole.flatMap(halves), ...single.map((it) => ({ resource: it, at: it.get("resourceShareArn"), what }))];
  }
  if (principals.length > 0 === resources.length > 0) return [];
  const missing = principals.length > 0 ? "resource" : "principal";
  return [{ resource, at: "this share", what: `has no ${missing} associated with it` }];
}

function halves(resource: Resource): Finding[] {
  const [who, what] = [resource.get("principals"), resource.get("resourceArns")];
  if (who.unknown || what.unknown) return [];
  const [some, things] = [who.items().length > 0, what.items().length > 0];
  if (some === things) return [];
  return [{ resource, at: some ? what : who, what: "is empty" }];
}
