import type { Resource } from "../../../resources/resource";
import { databaseTypes } from "../../../resources/type-pairs";
import { boolean } from "../../framework/knobs";
import { type Finding, rule } from "../../framework/rule";
import { type Origin, amongOutputs, origin, originOf } from "./origin";

export const rdsManagedMasterSecret = rule({
  id: "rds-managed-master-secret",
  sentence: "RDS keeps and rotates a database's master password.",
  why: "A password given to RDS lies in the program's state and in whatever made it, and nothing ever changes it.",
  fix: "Set manageMasterUserPassword to true and leave the password out; where replicas forbid that, write passwordWo.",
  severity: "high",
  level: "mandatory",
  controls: ["cfn-guard RDS_MASTER_USER_PASSWORD_NO_PLAINTEXT_PASSWORD"],
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html",
  knobs: { allowRandomPassword: boolean(false, "Whether a password may come from a random.RandomPassword.") },
  reads: {
    "aws:rds/instance:Instance": ["password", "manageMasterUserPassword", ...origin.instance],
    "aws:rds/cluster:Cluster": ["masterPassword", "manageMasterUserPassword", ...origin.cluster],
    "aws-native:rds:DbInstance": ["masterUserPassword", "manageMasterUserPassword", ...origin.nativeInstance],
    "aws-native:rds:DbCluster": ["masterUserPassword", "manageMasterUserPassword", ...origin.nativeCluster],
    "random:index/randomPassword:RandomPassword": [],
  },
  check: (database, { knobs }) => (knobs.allowRandomPassword ? [] : passwordGiven(database, originOf(database))),
  checkStack(stack, { knobs }) {
    if (!knobs.allowRandomPassword) return [];
    return stack
      .ofType(...databaseTypes)
      .filter((database) => {
        const makers = stack.dependencies(database, passwordOf(database), "random:index/randomPassword:RandomPassword");
        return makers.length === 0;
      })
      .flatMap((resource) =>
        passwordGiven(resource, originOf(resource, amongOutputs)).map((finding) => ({ ...finding, resource })),
      );
  },
});

/** Whether a password is given shows before its value does, and the value is nobody's business. */
function passwordGiven(database: Resource, from: Origin): Finding[] {
  const password = database.get(passwordOf(database));
  const given = password.known ? password.text() !== "" : password.present;
  if (!given || from !== "new") return [];
  if (!database.get("manageMasterUserPassword").isNotTrue()) return [];
  return [{ at: password, what: "is given, so RDS does not manage it" }];
}

const passwordOf = ({ native, type }: Resource): string =>
  native ? "masterUserPassword" : type === "aws:rds/cluster:Cluster" ? "masterPassword" : "password";
