import * as native from "@pulumi/aws-native/ram";
import * as rds from "@pulumi/aws/rds";
import * as vpclattice from "@pulumi/aws/vpclattice";
import { change, changeFrom, type InsecureSetting } from "./insecure-setting";

const share = "aws:ram/resourceShare:ResourceShare";
const principal = "aws:ram/principalAssociation:PrincipalAssociation";
const principalName = "orders-444455556666";

/** With whom what is shared. */
export const ramSettings: readonly InsecureSetting[] = [
  {
    title: "a share that may leave the organisation",
    mistake: change(share, "orders-share", { allowExternalPrincipals: true }),
    refusal: {
      rule: "ram-no-external-principals",
      resource: "orders-share",
      says: "allowExternalPrincipals is true",
    },
  },
  {
    title: "a share (aws-native) that may leave the organisation because it does not say",
    mistake: {
      add: ({ resource, native: options }) =>
        new native.ResourceShare(
          "partners",
          {
            name: "partners",
            resourceArns: [resource(vpclattice.ResourceConfiguration, "db-orders").arn],
            principals: ["444455556666"],
          },
          options,
        ),
    },
    refusal: {
      rule: "ram-no-external-principals",
      resource: "partners",
      says: "allowExternalPrincipals is left out",
    },
  },
  {
    title: "a share that an account keeps when it leaves the organisation",
    mistake: change(share, "orders-share", {
      resourceShareConfiguration: { retainSharingOnAccountLeaveOrganization: true },
    }),
    refusal: {
      rule: "ram-no-retain-on-leave",
      resource: "orders-share",
      says: "resourceShareConfiguration.retainSharingOnAccountLeaveOrganization is true",
    },
  },
  {
    title: "a database shared with everyone",
    mistake: change(principal, principalName, { principal: "*" }),
    refusal: { rule: "ram-principals-allowed", resource: principalName, says: "principal is everyone" },
    also: ["database-audience-as-declared"],
  },
  {
    title: "a database shared with an account nobody knows",
    mistake: change(principal, principalName, { principal: "999988887777" }),
    refusal: {
      rule: "ram-principals-allowed",
      resource: principalName,
      says: "principal is 999988887777, which is no known account",
    },
    profile: "organisation",
    also: ["database-audience-as-declared"],
  },
  {
    title: "the database itself in the share, unknown before the update",
    mistake: changeFrom("aws:ram/resourceAssociation:ResourceAssociation", "orders-configuration", ({ resource }) => ({
      resourceArn: resource(rds.Instance, "orders-instance").arn,
    })),
    refusal: {
      rule: "ram-shared-types",
      resource: "orders-configuration",
      says: "resourceArn shares orders-instance, which is of type aws:rds/instance:Instance",
    },
  },
];
