import { allowedAccounts } from "../../../../policy/rules/pulumi/allowed-accounts";
import { unknown } from "../../judge";
import { judges } from "../../tables";

for (const type of ["pulumi:providers:aws", "pulumi:providers:aws-native"] as const) {
  judges(allowedAccounts, type, {
    base: { allowedAccountIds: '["111111111111"]' },
    options: { settings: { ownAccounts: ["111111111111"], trustedAccounts: ["222222222222"] } },
    passes: {
      "a list that is no JSON": { allowedAccountIds: ["111111111111"] },
      "any account, where none is listed": [{ allowedAccountIds: '["333333333333"]' }, { settings: {} }],
      "a part not known yet": { allowedAccountIds: ["111111111111", unknown] },
    },
    finds: {
      "no accounts": [{ allowedAccountIds: undefined }, "allowedAccountIds is left out"],
      "an empty list": [{ allowedAccountIds: "[]" }, "allowedAccountIds is left out"],
      "a trusted but foreign account": [
        { allowedAccountIds: '["111111111111", "222222222222"]' },
        "allowedAccountIds[1] is 222222222222, which is not one of ours",
      ],
      "what is no account": [
        { allowedAccountIds: "[{}]" },
        "allowedAccountIds[0] is no account, which is not one of ours",
      ],
      "text that is no JSON": [{ allowedAccountIds: "[" }, "allowedAccountIds is [, which is not one of ours"],
    },
    undecided: { "unknown accounts": { allowedAccountIds: unknown } },
  });
}
