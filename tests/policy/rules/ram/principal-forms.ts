/** The ways a share's principals are written: the type, how, and the path of the first. */
export const principalForms = [
  [
    "aws:ram/principalAssociation:PrincipalAssociation",
    (principal: unknown) => ({ principal, resourceShareArn: "arn" }),
    "principal",
  ],
  [
    "aws:ram/resourceShareAssociationsExclusive:ResourceShareAssociationsExclusive",
    (principal: unknown) => ({ principals: [principal] }),
    "principals[0]",
  ],
  ["aws-native:ram:ResourceShare", (principal: unknown) => ({ principals: [principal] }), "principals[0]"],
] as const;

export const organization = "arn:aws:organizations::999999999999:organization/o-1234567890";
export const unit = "arn:aws:organizations::999999999999:ou/o-1234567890/ou-ab12-cdef3456";
