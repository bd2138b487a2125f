import * as kms from "@pulumi/aws/kms";
import * as pulumi from "@pulumi/pulumi";

import { accountRoot, regionalArn, type Place } from "./place";

/** A use of a key by a service of AWS; in a key's policy the only resource is the key itself. */
export interface KeyUse {
  readonly sid: string;
  /** Such as `cloudwatch.amazonaws.com`. */
  readonly service: string;
  readonly actions: string[];
  /** On whose behalf, in the words of IAM conditions. */
  readonly condition?: Record<string, Record<string, string>>;
}

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
   * Which services of AWS may use the key, and for what of this account.
   * @default - none but CloudWatch Logs, where `forLogGroups` says so
   */
  readonly services?: KeyUse[];
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
        policy: JSON.stringify(keyPolicy(args)),
      },
      { ...parent, protect: args.protect ?? true },
    );
    new kms.Alias(`${name}-alias`, { targetKeyId: key.keyId }, parent);

    this.arn = key.arn;
    this.registerOutputs({ arn: this.arn });
  }
}

function keyPolicy({ place, forLogGroups = false, services = [] }: EncryptionKeyArgs): object {
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
  const used = services.map(({ sid, service, actions, condition }) => ({
    ...{ Sid: sid, Effect: "Allow", Principal: { Service: service }, Action: actions, Resource: "*" },
    ...(condition !== undefined && { Condition: condition }),
  }));
  return { Version: "2012-10-17", Statement: [owner, ...(forLogGroups ? [logs] : []), ...used] };
}
