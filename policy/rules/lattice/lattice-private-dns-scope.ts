import { strings } from "../../framework/knobs";
import { rule } from "../../framework/rule";

export const latticePrivateDnsScope = rule({
  id: "lattice-private-dns-scope",
  sentence: "A producer can take over only names it has proven to own.",
  why: "With ALL_DOMAINS whoever shares a database may answer for any name inside the consumer's VPC.",
  fix: "Leave privateDnsPreference out (VERIFIED_DOMAINS_ONLY), or list the domains.",
  severity: "high",
  level: "mandatory",
  controls: [],
  url: "https://docs.aws.amazon.com/vpc-lattice/latest/ug/resource-configuration.html",
  knobs: { domains: strings([], "Domains that may be listed, with what is below them; empty means any but *.") },
  reads: {
    "aws:vpclattice/serviceNetworkVpcAssociation:ServiceNetworkVpcAssociation": ["dnsOptions"],
    "aws-native:vpclattice:ServiceNetworkVpcAssociation": ["dnsOptions"],
    "aws:ec2/vpcEndpoint:VpcEndpoint": ["dnsOptions"],
    "aws-native:ec2:VpcEndpoint": ["dnsOptions"],
  },
  check(resource, { knobs }) {
    const options = resource.get("dnsOptions");
    const preference = options.get("privateDnsPreference");
    const listed = options.get("privateDnsSpecifiedDomains").items();
    const strange = listed.filter((domain) => {
      const name = domain.text()?.toLowerCase();
      if (name === undefined) return false;
      return (
        name === "*" || (knobs.domains.length > 0 && !knobs.domains.some((own) => isWithin(name, own.toLowerCase())))
      );
    });
    return [
      ...(preference.text() === "ALL_DOMAINS" ? [{ at: preference, what: "is ALL_DOMAINS" }] : []),
      ...strange.map((at) => ({ at, what: `is ${at.text() ?? ""}` })),
    ];
  },
});

const isWithin = (name: string, domain: string): boolean => name === domain || name.endsWith(`.${domain}`);
