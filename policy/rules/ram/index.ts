import type { Rule } from "../../framework/rule";
import { ramNoExternalPrincipals } from "./ram-no-external-principals";
import { ramNoRetainOnLeave } from "./ram-no-retain-on-leave";
import { ramNoWholeOrganisation } from "./ram-no-whole-organisation";
import { ramPermissionScoped } from "./ram-permission-scoped";
import { ramPrincipalsAllowed } from "./ram-principals-allowed";
import { ramShareComplete } from "./ram-share-complete";
import { ramSharedTypes } from "./ram-shared-types";

export const ramRules: readonly Rule[] = [
  ramNoExternalPrincipals,
  ramPrincipalsAllowed,
  ramNoWholeOrganisation,
  ramSharedTypes,
  ramNoRetainOnLeave,
  ramPermissionScoped,
  ramShareComplete,
];
