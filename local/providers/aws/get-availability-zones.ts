import { zonesOf, type Zone } from "../../services/ec2/zones";
import { fitsGlob } from "../../services/iam/glob";
import { NotModelledError } from "../../services/not-modelled";
import { choice, flag, listOf, object, setOf, text } from "../fields";
import { providerFunction } from "../functions";

const states = ["available", "information", "impaired", "unavailable", "constrained"] as const;

/** Each of the Region's zones is open to every account and in order. */
export const getAvailabilityZones = providerFunction({
  token: "aws:index/getAvailabilityZones:getAvailabilityZones",
  fields: {
    allAvailabilityZones: flag(),
    excludeNames: setOf(text()),
    excludeZoneIds: setOf(text()),
    filters: setOf(object({ name: text({ required: true }), values: listOf(text(), { required: true }) })),
    region: text(),
    state: choice(states),
  },
  invoke: (call, inputs) => {
    const { region = call.region, excludeNames = [], excludeZoneIds = [], filters = [], state = "available" } = inputs;
    const zones = zonesOf(region).filter(
      (zone) =>
        state === "available" &&
        !excludeNames.includes(zone.zoneName) &&
        !excludeZoneIds.includes(zone.zoneId) &&
        filters.every((filter) => passes(zone, region, filter)),
    );
    return {
      ...inputs,
      region,
      id: region,
      names: zones.map((it) => it.zoneName),
      zoneIds: zones.map((it) => it.zoneId),
      groupNames: zones.length > 0 ? [groupOf(region)] : [],
    };
  },
});

/** DescribeAvailabilityZones' filters. */
function passes(
  { zoneName, zoneId }: Zone,
  region: string,
  { name, values }: { readonly name: string; readonly values: readonly string[] },
): boolean {
  const known: Readonly<Record<string, string>> = {
    "group-name": groupOf(region),
    "opt-in-status": "opt-in-not-required",
    "region-name": region,
    state: "available",
    "zone-id": zoneId,
    "zone-name": zoneName,
    "zone-type": "availability-zone",
  };
  const actual = known[name];
  if (actual === undefined) {
    throw new NotModelledError(`the filter ${name} of availability zones`, `use ${Object.keys(known).join(", ")}`);
  }
  return values.some((wanted) => fitsGlob(wanted, actual));
}

function groupOf(region: string): string {
  return `${region}-zg-1`;
}
