import * as nativeKms from "@pulumi/aws-native/kms";
import * as nativeSecrets from "@pulumi/aws-native/secretsmanager";
import * as kms from "@pulumi/aws/kms";
import * as secretsmanager from "@pulumi/aws/secretsmanager";
import { change, type InsecureSetting, type Program } from "./insecure-setting";
import { document, policy } from "./policy-documents";

const key = "aws:kms/key:Key";
const owner = { Effect: "Allow", Principal: { AWS: "arn:aws:iam::111122223333:root" }, Action: "kms:*", Resource: "*" };
const everyone = { Principal: "*", Action: "secretsmanager:GetSecretValue", Resource: "*" };

/** A secret that has nothing wrong with it. */
const secret = ({ resource }: Program): secretsmanager.Secret =>
  new secretsmanager.Secret("login", { kmsKeyId: resource(kms.Key, "orders-key").arn });

/** What encrypts, and what is kept in Secrets Manager. */
export const keyAndSecretSettings: readonly InsecureSetting[] = [
  {
    title: "a key without rotation",
    mistake: change(key, "orders-key", { enableKeyRotation: false }),
    refusal: { rule: "kms-rotation", resource: "orders-key", says: "enableKeyRotation is false" },
  },
  {
    title: "a key that everyone may use",
    mistake: change(key, "orders-key", {
      policy: policy(owner, { Principal: { AWS: "*" }, Action: "kms:Decrypt", Resource: "*" }),
    }),
    refusal: {
      rule: "kms-no-open-policy",
      resource: "orders-key",
      says: "policy.Statement[1].Principal.AWS lets everyone use the key",
    },
  },
  {
    title: "a key's copy (aws-native) that everyone may use",
    mistake: {
      add: ({ native: options }) =>
        new nativeKms.ReplicaKey(
          "copy",
          {
            primaryKeyArn: "arn:aws:kms:eu-central-1:111122223333:key/mrk-0123456789abcdef0123456789abcdef",
            keyPolicy: document(owner, { Principal: "*", Action: "kms:Decrypt", Resource: "*" }),
          },
          options,
        ),
    },
    refusal: {
      rule: "kms-no-open-policy",
      resource: "copy",
      says: "keyPolicy.Statement[1].Principal lets everyone use the key",
    },
  },
  {
    title: "a key that an account nobody knows may use",
    mistake: change(key, "orders-key", {
      policy: policy(owner, {
        Principal: { AWS: "arn:aws:iam::999988887777:root" },
        Action: "kms:Decrypt",
        Resource: "*",
      }),
    }),
    refusal: {
      rule: "kms-trusted-accounts",
      resource: "orders-key",
      says: "policy.Statement[1].Principal.AWS names account 999988887777",
    },
    profile: "organisation",
  },
  {
    title: "a key that is gone a week after it was deleted",
    mistake: change(key, "orders-key", { deletionWindowInDays: 7 }),
    refusal: { rule: "kms-lockout-window", resource: "orders-key", says: "deletionWindowInDays is 7" },
    profile: "strict",
  },
  {
    title: "a secret that everyone may read",
    mistake: {
      add: (program) =>
        new secretsmanager.SecretPolicy("open", { secretArn: secret(program).arn, policy: policy(everyone) }),
    },
    refusal: {
      rule: "secret-no-open-policy",
      resource: "open",
      says: "policy.Statement[0].Principal lets everyone read the secret",
    },
  },
  {
    title: "a secret's policy (aws-native) that lets everyone read it",
    mistake: {
      add: (program) =>
        new nativeSecrets.ResourcePolicy(
          "open",
          { secretId: secret(program).id, resourcePolicy: document(everyone) },
          program.native,
        ),
    },
    refusal: {
      rule: "secret-no-open-policy",
      resource: "open",
      says: "resourcePolicy.Statement[0].Principal lets everyone read the secret",
    },
  },
  {
    title: "a secret for another account under the key that AWS manages",
    mistake: {
      add: () =>
        new secretsmanager.Secret("login", {
          policy: policy({ ...everyone, Principal: { AWS: "arn:aws:iam::444455556666:root" } }),
        }),
    },
    refusal: {
      rule: "secret-customer-key",
      resource: "login",
      says: "kmsKeyId is left out, so the other account in its policy cannot read it",
    },
  },
  {
    title: "a rotation (aws-native) once a year",
    mistake: {
      add: (program) =>
        new nativeSecrets.RotationSchedule(
          "yearly",
          { secretId: secret(program).id, rotationRules: { automaticallyAfterDays: 365 } },
          program.native,
        ),
    },
    refusal: {
      rule: "secret-rotation",
      resource: "yearly",
      says: "rotationRules.automaticallyAfterDays is 365",
    },
    profile: "strict",
  },
];
