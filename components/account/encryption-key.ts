import * as kms from "@pulumi/aws/kms";
import * as pulumi from "@pulumi/pulumi";

import { accountRoot, regionalArn, type Place } from "./place";

export interface EncryptionKeyArgs {
  /** The account and Region the key lives in. */
  readonly place: Place;
  /** What the key encrypts, in a few words; shown in the console. */
  readonly description: string;
  /**
   * Lets CloudWatch Logs of this account and Region use the key for its log groups.
   * @default false
   */
  readonly forLogGroups?: boolean;
  /**
   * Refuses `pulumi destroy` and replacement of the key: what it encrypted is lost with it.
   * @default true
   */
  readonly protect?: boolean;
  /**
   * Leaves key and alias in the account when they go from the program: what outlives the stack (a last snapshot,
   * backups) can be read with this key only. Cost: 1 USD a month until somebody deletes the key.
   * @default false
   */
  readonly retain?: boolean;
}

/**
 * A customer-managed KMS key with yearly rotation, an alias and the longest deletion window.
 * Only the owning account may use it: a database shared over Lattice never needs its key shared.
 *
 * @example new EncryptionKey("logs", { place, description: "access and flow logs", forLogGroups: true })
 */
export class EncryptionKey extends pulumi.ComponentResource {
  /** ARN of the key. */
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: EncryptionKeyArgs, opts?: pulumi.ComponentResourceOptions) {
    super("lattice-db:index:EncryptionKey", name, args, opts);
    const parent = { parent: this, retainOnDelete: args.retain ?? false };

    const key = new kms.Key(
      `${name}-key`,
      {
        description: args.description,
        enableKeyRotation: true,
        deletionWindowInDays: 30,
        policy: JSON.stringify(keyPolicy(args.place, args.forLogGroups ?? false)),
      },
      { ...parent, protect: args.protect ?? true },
    );
    new kms.Alias(`${name}-alias`, { targetKeyId: key.keyId }, parent);

    this.arn = key.arn;
    this.registerOutputs({ arn: this.arn });
  }
}

function keyPolicy(place: Place, forLogGroups: boolean): object {
  const owner = {
    Sid: "AccountDecidesByIam",
    Effect: "Allow",
    Principal: { AWS: accountRoot(place) },
    Action: "kms:*",
    Resource: "*",
  };
  const logs = {
    Sid: "LogGroupsOfThisAccount",
    Effect: "Allow",
    Principal: { Service: `logs.${place.region}.amazonaws.com` },
    Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
    Resource: "*",
    // CloudWatch Logs names the log group in the encryption context; so no other account's group can use the key.
    Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": regionalArn(place, "logs", "log-group:*") } },
  };
  return { Version: "2012-10-17", Statement: forLogGroups ? [owner, logs] : [owner] };
}
