import { boolean } from "../../framework/knobs";
import { rule } from "../../framework/rule";

const native = "aws-native:vpclattice:ResourceConfiguration";

export const latticeConfigNoReshare = rule({
  id: "lattice-config-no-reshare",
  sentence: "A consumer cannot pass a shared database on.",
  why: "A consumer who may put the database into a network it shares decides who else gets in.",
  fix: "Leave allowAssociationToShareableServiceNetwork and sharingConfig.enabled off; where networks are shared on purpose, set the knob allow.",
  severity: "high",
  level: "advisory",
  controls: [],
  url: "https://docs.aws.amazon.com/vpc-lattice/latest/ug/resource-configuration.html",
  knobs: { allow: boolean(false, "Whether databases are meant to be shared by sharing service networks.") },
  reads: {
    "aws:vpclattice/resourceConfiguration:ResourceConfiguration": ["allowAssociationToShareableServiceNetwork"],
    [native]: ["allowAssociationToSharableServiceNetwork"],
    "aws-native:vpclattice:ServiceNetwork": ["sharingConfig"],
  },
  check(resource, { knobs }) {
    if (knobs.allow) return [];
    const switches = [
      resource.get("allowAssociationToShareableServiceNetwork"),
      resource.get("allowAssociationToSharableServiceNetwork"),
      resource.get("sharingConfig").get("enabled"),
    ];
    return switches.filter((at) => at.flag() === true).map((at) => ({ at, what: "is true" }));
  },
});
