import type { Case } from "../case";

/** The case as a CloudFormation template. */
export const cloudFormation = ({ resources }: Pick<Case, "resources">): object => ({
  AWSTemplateFormatVersion: "2010-09-09",
  Resources: Object.fromEntries(
    Object.entries(resources).map(([id, { type, properties }]) => [id, { Type: type, Properties: properties }]),
  ),
});
