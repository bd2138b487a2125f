import { acceptedAccounts } from "../../framework/accounts";
import { rule } from "../../framework/rule";

const endpointReads = ["resourceConfigurationArn", "serviceNetworkArn"] as const;

export const latticeForeignProducer = rule({
  id: "lattice-foreign-producer",
  sentence: "Databases are taken only from known accounts.",
  why: "Whoever owns the configuration decides where the consumer's connections, and the logins in them, end up.",
  fix: "Add the producer to the setting trustedAccounts, or remove the association.",
  severity: "high",
  level: "mandatory",
  controls: [],
  url: "https://docs.aws.amazon.com/ram/latest/userguide/scp.html",
  reads: {
    "aws:vpclattice/serviceNetworkResourceAssociation:ServiceNetworkResourceAssociation": [
      "resourceConfigurationIdentifier",
    ],
    "aws-native:vpclattice:ServiceNetworkResourceAssociation": ["resourceConfigurationId"],
    "aws:vpclattice/serviceNetworkVpcAssociation:ServiceNetworkVpcAssociation": ["serviceNetworkIdentifier"],
    "aws-native:vpclattice:ServiceNetworkVpcAssociation": ["serviceNetworkIdentifier"],
    "aws:ec2/vpcEndpoint:VpcEndpoint": endpointReads,
    "aws-native:ec2:VpcEndpoint": endpointReads,
    "aws:ram/resourceShareAccepter:ResourceShareAccepter": ["shareArn"],
  },
  check(resource, { settings }) {
    const known = acceptedAccounts(resource, settings);
    if (known === undefined) return [];
    return sources.flatMap((property) => {
      const at = resource.get(property);
      // A bare id says nothing of its owner.
      const account = /^arn:[^:]+:(?:vpc-lattice|ram):[^:]*:(\d{12}):/.exec(at.text() ?? "")?.[1];
      const strange = account !== undefined && !known.includes(account);
      return strange ? [{ at, what: `is of account ${account}, which is no known one` }] : [];
    });
  },
});

const sources = [
  "resourceConfigurationIdentifier",
  "resourceConfigurationId",
  "resourceConfigurationArn",
  "serviceNetworkIdentifier",
  "serviceNetworkArn",
  "shareArn",
];
