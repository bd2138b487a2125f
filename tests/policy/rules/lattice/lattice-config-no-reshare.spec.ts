import { latticeConfigNoReshare } from "../../../../policy/rules/lattice/lattice-config-no-reshare";
import { unknown } from "../../judge";
import { judges } from "../../tables";

const knobs = { allow: true };

for (const [type, property] of [
  ["aws:vpclattice/resourceConfiguration:ResourceConfiguration", "allowAssociationToShareableServiceNetwork"],
  ["aws-native:vpclattice:ResourceConfiguration", "allowAssociationToSharableServiceNetwork"],
] as const) {
  judges(latticeConfigNoReshare, type, {
    base: {},
    passes: {
      "the switch off": { [property]: false },
      "networks that are shared on purpose": [{ [property]: true }, { knobs }],
    },
    finds: { "the switch on": [{ [property]: true }, `${property} is true`] },
    undecided: { "an unknown switch": { [property]: unknown } },
  });
}

judges(latticeConfigNoReshare, "aws-native:vpclattice:ServiceNetwork", {
  base: {},
  passes: { "networks that are shared on purpose": [{ sharingConfig: { enabled: true } }, { knobs }] },
  finds: { "a network that may be shared": [{ sharingConfig: { enabled: true } }, "sharingConfig.enabled is true"] },
  undecided: { "an unknown setting": { sharingConfig: unknown } },
});
