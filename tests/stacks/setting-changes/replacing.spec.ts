import * as assert from "node:assert/strict";

import { awsTypes } from "../../../local/providers/aws/types";
import type { Field } from "../../../local/providers/fields";
import { createOnlyOf } from "../validity/create-only";
import { COUNTERPARTS } from "../validity/counterparts";

/** What the AWS provider makes anew though CloudFormation changes it, each with the reason. */
const ONLY_THE_PROVIDER: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "aws:rds/instance:Instance": {
    engineLifecycleSupport: "RDS takes it of a new instance only; the program never changes it",
  },
  "aws:rds/cluster:Cluster": { engineLifecycleSupport: "as of an instance" },
  "aws:backup/plan:Plan": { name: "the provider's own choice; the program leaves the name to Pulumi" },
  "aws:backup/selection:Selection": { notResources: "a selection is made anew, never changed" },
  "aws:backup/vaultLockConfiguration:VaultLockConfiguration": {
    changeableForDays: "a lock is put anew, never changed",
    maxRetentionDays: "a lock is put anew, never changed",
    minRetentionDays: "a lock is put anew, never changed",
  },
  "aws:cloudwatch/logGroup:LogGroup": { logGroupClass: "CloudWatch Logs changes no class" },
  "aws:kms/key:Key": {
    customerMasterKeySpec: "KMS changes no key's kind",
    keyUsage: "KMS changes no key's kind",
    multiRegion: "KMS changes no key's kind",
  },
  "aws:ec2/flowLog:FlowLog": { eniId: "ResourceId by another name", subnetId: "ResourceId by another name" },
  "aws:ec2/vpcEndpoint:VpcEndpoint": { dnsOptions: "the provider's own choice; the program leaves them to AWS" },
  "aws:ram/resourceShare:ResourceShare": {
    permissionArns: "the provider's own choice; the program leaves them to RAM",
  },
  "aws:vpclattice/accessLogSubscription:AccessLogSubscription": {
    destinationArn: "the provider's own choice, which interrupts nothing but the log",
    serviceNetworkLogType: "UpdateAccessLogSubscription takes the destination only",
  },
  "aws:vpclattice/resourceConfiguration:ResourceConfiguration": {
    name: "UpdateResourceConfiguration takes no name",
    resourceConfigurationDefinition: "the provider's own choice of where a configuration leads (its RequiresReplace)",
    resourceConfigurationGroupId: "UpdateResourceConfiguration takes no group",
  },
  "aws:vpclattice/resourceGateway:ResourceGateway": {
    ipv4AddressesPerEni: "UpdateResourceGateway takes security groups only",
  },
  "aws:vpclattice/serviceNetworkVpcAssociation:ServiceNetworkVpcAssociation": {
    dnsOptions: "UpdateServiceNetworkVpcAssociation takes security groups only",
    privateDnsEnabled: "UpdateServiceNetworkVpcAssociation takes security groups only",
  },
};

/** Itself, or something within it. */
function replaces({ replaces: own, shape }: Field): boolean {
  return own === true || (shape.kind === "object" && Object.values(shape.fields).some(replaces));
}

describe("what the AWS provider replaces", () => {
  for (const [token, counterpart] of Object.entries(COUNTERPARTS)) {
    const type = awsTypes[token];
    if (type === undefined || counterpart.isPart === true) continue;
    it(`is what AWS cannot change, or listed with the reason: ${token}`, () => {
      const replacing = Object.entries(type.fields).flatMap(([name, field]) => (replaces(field) ? [name] : []));
      const fixed = createOnlyOf(counterpart);
      const others = replacing.filter((name) => !fixed(name)).sort();
      assert.deepEqual(others, Object.keys(ONLY_THE_PROVIDER[token] ?? {}).sort());
    });
  }
});
