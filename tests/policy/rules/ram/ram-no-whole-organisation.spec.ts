import { ramNoWholeOrganisation } from "../../../../policy/rules/ram/ram-no-whole-organisation";
import { unknown } from "../../judge";
import { judges } from "../../tables";
import { organization, principalForms, unit } from "./principal-forms";

for (const [type, write, at] of principalForms) {
  judges(ramNoWholeOrganisation, type, {
    base: write("111111111111"),
    passes: {
      "a unit": write(unit),
      "an organisation, where that is meant": [write(organization), { knobs: { allow: true } }],
    },
    finds: { "a whole organisation": [write(organization), `${at} is a whole organisation`] },
    undecided: { "an unknown principal": write(unknown) },
  });
}
