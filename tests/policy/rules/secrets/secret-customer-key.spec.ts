import { secretCustomerKey as rule } from "../../../../policy/rules/secrets/secret-customer-key";
import { document } from "../../documents";
import { node, unknown } from "../../judge";
import { judges, judgesStack } from "../../tables";

const one = "111111111111";
const two = "222222222222";
const three = "333333333333";
const key = `arn:aws:kms:eu-west-1:${one}:key/1`;
const Action = "secretsmanager:GetSecretValue";
const admits = (...AWS: readonly string[]) => JSON.stringify(document({ Principal: { AWS }, Action }));
const everyone = (Condition: object) => JSON.stringify(document({ Principal: "*", Action, Condition }));
const secret = "aws:secretsmanager/secret:Secret";
const nativeSecret = "aws-native:secretsmanager:Secret";
const left = "is left out, so the other account in its policy cannot read it";

for (const type of [secret, nativeSecret] as const) {
  judges(rule, type, {
    base: { kmsKeyId: key },
    finds: {
      "no key": [{ kmsKeyId: undefined }, "(advice) kmsKeyId is left out"],
      "an empty key": [{ kmsKeyId: "" }, "(advice) kmsKeyId is empty"],
      "the key AWS manages": [
        { kmsKeyId: "alias/aws/secretsmanager" },
        "(advice) kmsKeyId names a key that AWS manages",
      ],
    },
    undecided: { "an unknown key": { kmsKeyId: unknown } },
  });
}

const ours = { provider: { allowedAccountIds: `["${one}"]` } };
judges(rule, secret, {
  base: { kmsKeyId: key, policy: admits(one, two) },
  finds: {
    "two accounts, one of which is another": [{ kmsKeyId: undefined }, `kmsKeyId ${left}`],
    "another than the provider's account": [{ kmsKeyId: undefined, policy: admits(two) }, `kmsKeyId ${left}`, ours],
    "a trusted account, which is another's": [
      { kmsKeyId: undefined, policy: admits(two) },
      `kmsKeyId ${left}`,
      { settings: { trustedAccounts: [two] } },
    ],
    "an organisation": [
      { kmsKeyId: undefined, policy: everyone({ StringEquals: { "aws:PrincipalOrgID": "o-a" } }) },
      `kmsKeyId ${left}`,
    ],
    "an organisation beside its own account": [
      {
        kmsKeyId: undefined,
        policy: JSON.stringify(
          document([
            { Principal: { AWS: one }, Action },
            { Principal: "*", Action, Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a" } } },
          ]),
        ),
      },
      `kmsKeyId ${left}`,
      ours,
    ],
    "everyone beside its own account": [
      {
        kmsKeyId: undefined,
        policy: JSON.stringify(
          document([
            { Principal: { AWS: one }, Action },
            { Principal: "*", Action },
          ]),
        ),
      },
      `kmsKeyId ${left}`,
      ours,
    ],
    everyone: [{ kmsKeyId: undefined, policy: everyone({}) }, `kmsKeyId ${left}`],
    "the key AWS manages for another account": [
      { kmsKeyId: "alias/aws/secretsmanager" },
      "kmsKeyId names a key that AWS manages, so the other account in its policy cannot read it",
    ],
    "its own account, as advice": [{ kmsKeyId: undefined, policy: admits(one) }, "(advice) kmsKeyId is left out", ours],
    "everyone of its own account, as advice": [
      { kmsKeyId: undefined, policy: everyone({ StringEquals: { "aws:PrincipalAccount": one } }) },
      "(advice) kmsKeyId is left out",
      ours,
    ],
    "one account that may be its own, as advice": [
      { kmsKeyId: undefined, policy: admits(two) },
      "(advice) kmsKeyId is left out",
      { settings: { ownAccounts: [one], trustedAccounts: [three] } },
    ],
    "accounts that are denied, as advice": [
      { kmsKeyId: undefined, policy: JSON.stringify(document({ Effect: "Deny", Principal: "*", Action })) },
      "(advice) kmsKeyId is left out",
    ],
    "a service, as advice": [
      { kmsKeyId: undefined, policy: JSON.stringify(document({ Principal: { Service: "a.amazonaws.com" }, Action })) },
      "(advice) kmsKeyId is left out",
    ],
    "broken JSON, as advice": [{ kmsKeyId: undefined, policy: "{" }, "(advice) kmsKeyId is left out"],
  },
});

const policy = "aws:secretsmanager/secretPolicy:SecretPolicy";
const nativePolicy = "aws-native:secretsmanager:ResourcePolicy";
judges(rule, policy, { base: { policy: admits(one, two) } });
const arn = `arn:aws:secretsmanager:eu-west-1:${one}:secret:orders`;

judgesStack(rule, {
  passes: {
    "a shared secret with a key": [
      node(secret, "orders", { arn, kmsKeyId: key }),
      node(policy, "policy", { secretArn: arn, policy: admits(two) }),
    ],
    "a secret without a policy, which was judged before": [node(secret, "orders", { arn, policy: admits(two) })],
    "a policy that names its own account": [
      node(secret, "orders", { arn }),
      node(policy, "policy", { secretArn: arn, policy: admits(one) }),
    ],
    "a policy of another stack's secret": [
      node(secret, "orders", { arn }),
      node(policy, "policy", { secretArn: `${arn}-2`, policy: admits(two) }),
    ],
    "an aws-native policy that names its own account": [
      node(nativeSecret, "orders", { awsId: arn }),
      node(nativePolicy, "policy", { secretId: arn, resourcePolicy: admits(one) }),
    ],
  },
  finds: {
    "another account": [
      [node(secret, "orders", { arn }), node(policy, "policy", { secretArn: arn, policy: admits(two) })],
      `orders: kmsKeyId ${left}`,
    ],
    "two accounts before the secret is there": [
      [
        node(secret, "orders", { arn: unknown }),
        node(policy, "policy", { secretArn: unknown, policy: admits(two, three) }, { secretArn: ["orders"] }),
      ],
      `orders: kmsKeyId ${left}`,
    ],
    "another than the provider's account, before the secret is there": [
      [
        node(secret, "orders", { arn: unknown }, {}, ours),
        node(policy, "policy", { secretArn: unknown, policy: admits(two) }, { secretArn: ["orders"] }),
      ],
      `orders: kmsKeyId ${left}`,
    ],
    "another account in aws-native": [
      [
        node(nativeSecret, "orders", { awsId: arn, kmsKeyId: "alias/aws/secretsmanager" }),
        node(nativePolicy, "policy", { secretId: arn, resourcePolicy: document({ Principal: { AWS: two }, Action }) }),
      ],
      "orders: kmsKeyId names a key that AWS manages, so the other account in its policy cannot read it",
    ],
  },
  undecided: {
    "one account, while the secret's own is not known": [
      node(secret, "orders", { arn: unknown }),
      node(policy, "policy", { secretArn: unknown, policy: admits(two) }, { secretArn: ["orders"] }),
    ],
    "a policy for a secret not known yet": [
      node(secret, "orders", { arn }),
      node(policy, "policy", { secretArn: unknown, policy: admits(two) }),
    ],
    "a policy not known yet": [
      node(secret, "orders", { arn }),
      node(policy, "policy", { secretArn: arn, policy: unknown }),
    ],
  },
});
