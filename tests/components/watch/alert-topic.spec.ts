import * as assert from "node:assert/strict";

import { AlertTopic } from "../../../components/watch/alert-topic";
import { deploy } from "../deploy";

const place = { accountId: "111122223333", region: "eu-west-1" };
const TOPIC_ARN = "arn:aws:sns:eu-west-1:111122223333:alerts";
const made = () =>
  deploy(
    (opts) => new AlertTopic("alerts", { place }, opts),
    {},
    (type) => ({
      ...(type === "aws-native:sns:Topic" && { topicArn: TOPIC_ARN }),
      ...(type === "aws:kms/key:Key" && { arn: "arn:aws:kms:eu-west-1:111122223333:key/1", keyId: "1" }),
    }),
  );

interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Principal: unknown;
  readonly Action: unknown;
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

describe("AlertTopic", () => {
  it("is encrypted with a protected key of its own", async () => {
    const { find } = await made();
    assert.equal(find("aws-native:sns:Topic").inputs.kmsMasterKeyId, "arn:aws:kms:eu-west-1:111122223333:key/1");
    assert.equal(find("aws:kms/key:Key").isProtected, true);
  });

  it("has a key that CloudWatch uses for alarms of this account alone", async () => {
    const { Statement } = JSON.parse((await made()).find("aws:kms/key:Key").inputs.policy) as {
      Statement: Statement[];
    };
    assert.deepEqual(Statement[1], {
      Sid: "AlarmsOfThisAccount",
      Effect: "Allow",
      Principal: { Service: "cloudwatch.amazonaws.com" },
      Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
      Resource: "*",
      Condition: {
        StringEquals: { "aws:SourceAccount": "111122223333" },
        ArnLike: { "aws:SourceArn": "arn:aws:cloudwatch:eu-west-1:111122223333:alarm:*" },
      },
    });
  });

  it("has a key that EventBridge uses without a condition, which AWS would not fulfil", async () => {
    const { Statement } = JSON.parse((await made()).find("aws:kms/key:Key").inputs.policy) as {
      Statement: Statement[];
    };
    const [events] = Statement.filter(({ Sid }) => Sid === "EventsToTheTopic");
    assert.deepEqual(events, {
      Sid: "EventsToTheTopic",
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
      Resource: "*",
    });
  });

  it("takes messages of alarms and rules of this account and Region, by TLS, and of nobody else", async () => {
    const { inputs } = (await made()).find("aws-native:sns:TopicInlinePolicy");
    const statements: Statement[] = inputs.policyDocument.Statement;
    const sources = statements.map(({ Effect, Principal, Action, Resource, Condition }) => {
      assert.deepEqual([Action, Resource], ["sns:Publish", TOPIC_ARN]);
      return [Effect, Principal, Condition];
    });
    assert.deepEqual(sources, [
      [
        "Allow",
        { Service: "cloudwatch.amazonaws.com" },
        {
          StringEquals: { "aws:SourceAccount": "111122223333" },
          ArnLike: { "aws:SourceArn": "arn:aws:cloudwatch:eu-west-1:111122223333:alarm:*" },
        },
      ],
      [
        "Allow",
        { Service: "events.amazonaws.com" },
        { ArnLike: { "aws:SourceArn": "arn:aws:events:eu-west-1:111122223333:rule/*" } },
      ],
      ["Deny", "*", { Bool: { "aws:SecureTransport": "false" } }],
    ]);
  });
});
