import * as nativeLambda from "@pulumi/aws-native/lambda";
import * as nativeS3 from "@pulumi/aws-native/s3";
import type { InsecureSetting } from "./insecure-setting";
import { document } from "./policy-documents";

const closed = {
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
};

/** What stands around a database: buckets for its exports, functions that use it. All of it aws-native. */
export const surroundingSettings: readonly InsecureSetting[] = [
  {
    title: "a bucket (aws-native) that may be made public",
    mistake: {
      add: ({ native: options }) =>
        new nativeS3.Bucket(
          "exports",
          { publicAccessBlockConfiguration: { ...closed, blockPublicPolicy: false } },
          options,
        ),
    },
    refusal: {
      rule: "s3-public-access-blocked",
      resource: "exports",
      says: "publicAccessBlockConfiguration.blockPublicPolicy is false",
    },
  },
  {
    title: "a bucket's policy (aws-native) that lets everyone in",
    mistake: {
      add: ({ native: options }) => {
        const bucket = new nativeS3.Bucket("exports", { publicAccessBlockConfiguration: closed }, options);
        return new nativeS3.BucketPolicy(
          "exports-policy",
          {
            bucket: bucket.id,
            policyDocument: document({ Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::exports/*" }),
          },
          options,
        );
      },
    },
    refusal: {
      rule: "s3-no-open-policy",
      resource: "exports-policy",
      says: "policyDocument.Statement[0].Principal lets everyone in",
    },
  },
  {
    title: "a function (aws-native) that everyone may invoke",
    mistake: {
      add: ({ native: options }) =>
        new nativeLambda.Permission(
          "anyone",
          { action: "lambda:InvokeFunction", functionName: "reports", principal: "*" },
          options,
        ),
    },
    refusal: { rule: "lambda-no-public-invoke", resource: "anyone", says: "principal is *" },
  },
];
