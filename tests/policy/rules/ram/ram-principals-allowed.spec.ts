import { ramPrincipalsAllowed } from "../../../../policy/rules/ram/ram-principals-allowed";
import { unknown } from "../../judge";
import { judges } from "../../tables";
import { organization, principalForms, unit } from "./principal-forms";

const settings = {
  ownAccounts: ["111111111111"],
  trustedAccounts: ["222222222222"],
  organizationIds: ["o-1234567890"],
  organizationalUnits: ["ou-ab12-cdef3456", unit.replace("cdef", "0000")],
};

for (const [type, write, at] of principalForms) {
  judges(ramPrincipalsAllowed, type, {
    base: write("111111111111"),
    options: { settings },
    passes: {
      "a trusted account": write("222222222222"),
      "a known unit by its id": write(unit),
      "a known unit by its ARN": write(unit.replace("cdef", "0000")),
      "a known organisation": write(organization),
      "any account, where none is listed": [write("333333333333"), { settings: {} }],
      "any organisation, where none is listed": [write(organization.replace("o-1", "o-2")), { settings: {} }],
      "any unit, where none is listed": [
        write(unit.replace("cdef", "9999")),
        { settings: { organizationIds: ["o-1234567890"] } },
      ],
    },
    finds: {
      everyone: [write("*"), `${at} is everyone`],
      "an account nobody listed": [write("333333333333"), `${at} is 333333333333, which is no known account`],
      "an organisation nobody listed": [
        write(organization.replace("o-1", "o-2")),
        `${at} is of o-2234567890, no known organisation`,
      ],
      "a unit of an organisation nobody listed": [
        write(unit.replace("o-1", "o-2")),
        `${at} is of o-2234567890, no known organisation`,
      ],
      "a unit nobody listed": [
        write(unit.replace("cdef", "9999")),
        `${at} is ou-ab12-99993456, which is no known unit`,
      ],
      "the bare id of an organisation": [write("o-1234567890"), `${at} is a bare id, where RAM wants the ARN`],
      "the bare id of a unit": [write("ou-ab12-cdef3456"), `${at} is a bare id, where RAM wants the ARN`],
      "a role": [
        write("arn:aws:iam::111111111111:role/app"),
        `${at} is an IAM identity, with which Lattice resources cannot be shared`,
      ],
      "a service": [
        write("vpc-lattice.amazonaws.com"),
        `${at} is an AWS service, with which Lattice resources cannot be shared`,
      ],
      "a service of China": [
        write("vpc-lattice.amazonaws.com.cn"),
        `${at} is an AWS service, with which Lattice resources cannot be shared`,
      ],
      "a mistyped account": [write("11111111111"), `${at} is no account id and no ARN of a unit or organisation`],
      "an account with a digit too many": [
        write("1111111111111"),
        `${at} is no account id and no ARN of a unit or organisation`,
      ],
      "text in front of an account": [
        write("x111111111111"),
        `${at} is no account id and no ARN of a unit or organisation`,
      ],
      "text in front of an id": [write("xo-1234567890"), `${at} is no account id and no ARN of a unit or organisation`],
      "text behind an id": [write("o-1234567890/"), `${at} is no account id and no ARN of a unit or organisation`],
      "text around a service's name": [
        write("vpc-lattice.amazonaws.com/x"),
        `${at} is no account id and no ARN of a unit or organisation`,
      ],
    },
    undecided: { "an unknown principal": write(unknown) },
  });
}

judges(ramPrincipalsAllowed, "aws-native:ram:ResourceShare", {
  base: { principals: ["111111111111", "222222222222"] },
  options: { knobs: { maxPrincipals: 2 } },
  passes: { "no principals": { principals: undefined } },
  finds: {
    "too many": [
      { principals: ["111111111111", "222222222222", "333333333333"] },
      "principals names 3 principals, more than 2",
    ],
    "too many, one of them everyone": [
      { principals: ["111111111111", "222222222222", "*"] },
      ["principals[2] is everyone", "principals names 3 principals, more than 2"],
    ],
  },
  undecided: { "an unknown list": { principals: unknown } },
});
