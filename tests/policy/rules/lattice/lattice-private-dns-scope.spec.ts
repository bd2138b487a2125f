import { latticePrivateDnsScope } from "../../../../policy/rules/lattice/lattice-private-dns-scope";
import { unknown } from "../../judge";
import { judges } from "../../tables";

const listed = (...domains: readonly unknown[]) => ({
  dnsOptions: { privateDnsPreference: "SPECIFIED_DOMAINS_ONLY", privateDnsSpecifiedDomains: domains },
});
const knobs = { domains: ["Corp.example", "other.example"] };
const at = "dnsOptions.privateDnsSpecifiedDomains";

for (const type of [
  "aws:vpclattice/serviceNetworkVpcAssociation:ServiceNetworkVpcAssociation",
  "aws-native:vpclattice:ServiceNetworkVpcAssociation",
  "aws:ec2/vpcEndpoint:VpcEndpoint",
  "aws-native:ec2:VpcEndpoint",
] as const) {
  judges(latticePrivateDnsScope, type, {
    base: {},
    passes: {
      "verified domains": { dnsOptions: { privateDnsPreference: "VERIFIED_DOMAINS_ONLY" } },
      "a list, where none is set": listed("anything.example"),
      "a domain of the list": [listed("corp.example", "DB.corp.example", "*.corp.example"), { knobs }],
    },
    finds: {
      "every domain": [
        { dnsOptions: { privateDnsPreference: "ALL_DOMAINS" } },
        "dnsOptions.privateDnsPreference is ALL_DOMAINS",
      ],
      "every domain by a wildcard, behind an unknown one": [listed(unknown, "*"), `${at}[1] is *`],
      "a domain that is not on the list": [
        listed("corp.example", "evilcorp.example"),
        `${at}[1] is evilcorp.example`,
        { knobs },
      ],
    },
    undecided: { "unknown options": { dnsOptions: unknown }, "an unknown domain": listed(unknown) },
  });
}
