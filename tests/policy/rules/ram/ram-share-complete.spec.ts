import { ramShareComplete } from "../../../../policy/rules/ram/ram-share-complete";
import { type Props, node, unknown } from "../../judge";
import { judgesStack } from "../../tables";

const share = node("aws:ram/resourceShare:ResourceShare", "share", { arn: "arn:share" });
const of = { resourceShareArn: "arn:share" };
const principal = node("aws:ram/principalAssociation:PrincipalAssociation", "principal", of);
const association = node("aws:ram/resourceAssociation:ResourceAssociation", "association", of);
const exclusive = (props: Props) =>
  node("aws:ram/resourceShareAssociationsExclusive:ResourceShareAssociationsExclusive", "exclusive", {
    ...of,
    ...props,
  });
const whole = exclusive({ principals: ["111111111111"], resourceArns: ["arn"] });
const native = (props: Props) => node("aws-native:ram:ResourceShare", "share", props);

judgesStack(ramShareComplete, {
  passes: {
    "a share with both": [share, principal, association],
    "an empty share, which shares nothing": [share],
    "a share with both, exclusively": [share, whole],
    "a share with both in aws-native": [native({ principals: ["111111111111"], resourceArns: [unknown] })],
    "an empty one in aws-native": [native({})],
    "associations of another share": [
      share,
      node("aws:ram/principalAssociation:PrincipalAssociation", "principal", { resourceShareArn: "arn:other" }),
    ],
  },
  finds: {
    "a share without a resource": [[share, principal], "share: this share has no resource associated with it"],
    "a share without a principal": [[share, association], "share: this share has no principal associated with it"],
    "the same during preview": [
      [
        node("aws:ram/resourceShare:ResourceShare", "share"),
        node(
          "aws:ram/resourceAssociation:ResourceAssociation",
          "association",
          { resourceShareArn: unknown },
          { resourceShareArn: ["share"] },
        ),
      ],
      "share: this share has no principal associated with it",
    ],
    "single associations beside an exclusive one": [
      [share, whole, principal, association],
      [
        "principal: resourceShareArn is undone by the exclusive association of the same share",
        "association: resourceShareArn is undone by the exclusive association of the same share",
      ],
    ],
    "an exclusive one without resources": [
      [share, exclusive({ principals: ["111111111111"] })],
      "exclusive: resourceArns is empty",
    ],
    "an exclusive one without principals": [
      [share, exclusive({ resourceArns: ["arn"], principals: [] })],
      "exclusive: principals is empty",
    ],
    "a native share without resources": [[native({ principals: ["111111111111"] })], "share: resourceArns is empty"],
    "a native share without principals": [[native({ resourceArns: ["arn"] })], "share: principals is empty"],
  },
  undecided: {
    "an association with a share not known yet": [
      share,
      principal,
      node("aws:ram/resourceAssociation:ResourceAssociation", "association", { resourceShareArn: unknown }),
    ],
    "unknown principals": [native({ principals: unknown, resourceArns: ["arn"] })],
    "unknown resources": [native({ principals: ["111111111111"], resourceArns: unknown })],
  },
});
