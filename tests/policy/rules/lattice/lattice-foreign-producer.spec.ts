import { latticeForeignProducer } from "../../../../policy/rules/lattice/lattice-foreign-producer";
import { unknown } from "../../judge";
import { judges } from "../../tables";

const lattice = (account: string): string => `arn:aws:vpc-lattice:eu-central-1:${account}:resourceconfiguration/rcfg-1`;
const ram = (account: string): string => `arn:aws:ram:eu-central-1:${account}:resource-share/1`;
const settings = { ownAccounts: ["111111111111"], trustedAccounts: ["222222222222"] };

for (const [type, property, arn] of [
  [
    "aws:vpclattice/serviceNetworkResourceAssociation:ServiceNetworkResourceAssociation",
    "resourceConfigurationIdentifier",
    lattice,
  ],
  ["aws-native:vpclattice:ServiceNetworkResourceAssociation", "resourceConfigurationId", lattice],
  ["aws:vpclattice/serviceNetworkVpcAssociation:ServiceNetworkVpcAssociation", "serviceNetworkIdentifier", lattice],
  ["aws-native:vpclattice:ServiceNetworkVpcAssociation", "serviceNetworkIdentifier", lattice],
  ["aws:ec2/vpcEndpoint:VpcEndpoint", "resourceConfigurationArn", lattice],
  ["aws:ec2/vpcEndpoint:VpcEndpoint", "serviceNetworkArn", lattice],
  ["aws-native:ec2:VpcEndpoint", "resourceConfigurationArn", lattice],
  ["aws-native:ec2:VpcEndpoint", "serviceNetworkArn", lattice],
  ["aws:ram/resourceShareAccepter:ResourceShareAccepter", "shareArn", ram],
] as const) {
  judges(latticeForeignProducer, type, {
    options: { settings },
    base: { [property]: arn("111111111111") },
    passes: {
      "a trusted account": { [property]: arn("222222222222") },
      "the account the provider works in": [
        { [property]: arn("333333333333") },
        { provider: { allowedAccountIds: '["333333333333"]' } },
      ],
      "an id, which says nothing of its owner": { [property]: "rcfg-1" },
      "an ARN of something else": { [property]: "arn:aws:rds:eu-central-1:333333333333:db:x" },
      "any account, where none is listed": [{ [property]: arn("333333333333") }, { settings: {} }],
    },
    finds: {
      "an account nobody listed": [
        { [property]: arn("333333333333") },
        `${property} is of account 333333333333, which is no known one`,
      ],
    },
    undecided: { "an unknown ARN": { [property]: unknown } },
  });
}
