import { zonesOf } from "../../services/ec2/zones";
import { choice } from "../fields";
import { providerFunction } from "../functions";

/** The zones of the provider's Region; all of them are available and need no opt-in. */
export const getAvailabilityZones = providerFunction({
  token: "aws:index/getAvailabilityZones:getAvailabilityZones",
  fields: { state: choice(["available", "information", "impaired", "unavailable"]) },
  invoke: ({ region }, { state }) => {
    const zones = state === undefined || state === "available" ? zonesOf(region) : [];
    return {
      id: region,
      region,
      state: state ?? "",
      names: zones.map(({ zoneName }) => zoneName),
      zoneIds: zones.map(({ zoneId }) => zoneId),
      groupNames: zones.length === 0 ? [] : [region],
    };
  },
});
