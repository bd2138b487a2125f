import { rdsSnapshotNotSharedOpenly as rule } from "../../../../policy/rules/rds/rds-snapshot-not-shared-openly";
import { unknown } from "../../judge";
import { judges } from "../../tables";

const one = "111111111111";
const two = "222222222222";
const three = "333333333333";
const listed = { settings: { ownAccounts: [one], trustedAccounts: [two] } };

for (const type of [
  "aws:rds/snapshot:Snapshot",
  "aws:rds/clusterSnapshot:ClusterSnapshot",
  "aws:rds/snapshotCopy:SnapshotCopy",
  "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy",
] as const) {
  judges(rule, type, {
    base: {},
    passes: {
      "an empty list": { sharedAccounts: [] },
      "any account while nobody listed those to trust": { sharedAccounts: [three] },
      "own and trusted accounts": [{ sharedAccounts: [one, two] }, listed],
      "its provider's account": [{ sharedAccounts: [three] }, { ...listed, provider: { allowedAccountIds: [three] } }],
    },
    finds: {
      "everyone, beside others": [
        { sharedAccounts: [one, "all"] },
        "sharedAccounts[1] is all, which is everyone with an AWS account",
      ],
      "an account nobody listed": [
        { sharedAccounts: [two, three] },
        `sharedAccounts[1] is ${three}, an account nobody listed as trusted`,
        listed,
      ],
      "an account nobody listed, beside one not known yet": [
        { sharedAccounts: [unknown, three] },
        `sharedAccounts[1] is ${three}, an account nobody listed as trusted`,
        listed,
      ],
      "everyone, beside one not known yet": [
        { sharedAccounts: [unknown, "all"] },
        "sharedAccounts[1] is all, which is everyone with an AWS account",
      ],
    },
    undecided: {
      "an unknown list": { sharedAccounts: unknown },
      "an unknown account": { sharedAccounts: [unknown] },
    },
  });
}
