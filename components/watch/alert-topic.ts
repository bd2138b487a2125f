import * as sns from "@pulumi/aws-native/sns";
import * as pulumi from "@pulumi/pulumi";

import { EncryptionKey, type KeyUse } from "../account/encryption-key";
import { regionalArn, type Place } from "../account/place";

export interface AlertTopicArgs {
  /** The account and Region of the topic. */
  readonly place: Place;
  /**
   * Refuses `pulumi destroy` and replacement of its key.
   * @default true
   */
  readonly protect?: boolean;
}

/**
 * Where alarms and audit events go: one topic, encrypted with a key of its own that CloudWatch and EventBridge may use. Only
 * alarms and rules of this account and Region publish to it. Who reads it is not said here: subscribe to `arn`.
 *
 * Cost: 1 USD a month for the key.
 */
export class AlertTopic extends pulumi.ComponentResource {
  /** ARN of the topic. */
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: AlertTopicArgs, opts?: pulumi.ComponentResourceOptions) {
    super("lattice-db:index:AlertTopic", name, args, opts);
    const parent = { parent: this };

    const { place, protect = true } = args;
    const key = new EncryptionKey(name, { place, protect, description: "Alerts", services: publishers(place) }, parent);
    const topic = new sns.Topic(`${name}-topic`, { kmsMasterKeyId: key.arn }, parent);
    new sns.TopicInlinePolicy(
      `${name}-policy`,
      { topicArn: topic.topicArn, policyDocument: topic.topicArn.apply((arn) => topicPolicy(place, arn)) },
      parent,
    );

    this.arn = topic.topicArn;
    this.registerOutputs({ arn: this.arn });
  }
}

/**
 * Who encrypts messages with the key. Of an alarm KMS is told, of an EventBridge rule not: "aws:SourceAccount, aws:SourceArn
 * and aws:SourceOrgID" are not supported there (SNS guide, "Enable compatibility between event sources from AWS services
 * and encrypted topics"), and with them each message would be lost without a word. The topic's own policy has them.
 */
function publishers(place: Place): KeyUse[] {
  const actions = ["kms:Decrypt", "kms:GenerateDataKey*"];
  return [
    { sid: "AlarmsOfThisAccount", service: "cloudwatch.amazonaws.com", actions, condition: ofAlarms(place) },
    { sid: "EventsToTheTopic", service: "events.amazonaws.com", actions },
  ];
}

function topicPolicy(place: Place, topicArn: string) {
  const publish = (sid: string, service: string, condition: object) => ({
    Sid: sid,
    Effect: "Allow",
    Principal: { Service: service },
    Action: "sns:Publish",
    Resource: topicArn,
    Condition: condition,
  });
  return {
    Version: "2012-10-17",
    Statement: [
      publish("AlarmsOfThisAccount", "cloudwatch.amazonaws.com", ofAlarms(place)),
      // Of SourceArn alone: EventBridge says the rule, and no account (EventBridge guide, "Amazon SNS permissions").
      publish("RulesOfThisAccount", "events.amazonaws.com", {
        ArnLike: { "aws:SourceArn": regionalArn(place, "events", "rule/*") },
      }),
      {
        Sid: "WithTlsOnly",
        Effect: "Deny",
        Principal: "*",
        Action: "sns:Publish",
        Resource: topicArn,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  };
}

function ofAlarms(place: Place) {
  return {
    StringEquals: { "aws:SourceAccount": place.accountId },
    ArnLike: { "aws:SourceArn": regionalArn(place, "cloudwatch", "alarm:*") },
  };
}
