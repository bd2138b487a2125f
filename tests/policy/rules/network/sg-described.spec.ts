import { sgDescribed } from "../../../../policy/rules/network/sg-described";
import { unknown } from "../../judge";
import { judges } from "../../tables";
import { type Traffic, forms } from "./security-group-forms";

const described: Traffic = { group: "sg-1", description: "From the gateway" };
/** The groups' own descriptions, which stand beside the rule. */
const own = { description: "The database", groupDescription: "The database" };

for (const form of [...forms("ingress"), ...forms("egress")]) {
  const beside = form.type.endsWith("SecurityGroup") ? own : {};
  judges(sgDescribed, form.type, {
    base: { ...beside, ...form.write(described) },
    finds: {
      "a rule that says nothing": [
        { ...form.write({ group: "sg-1" }), ...(form.description === "description" && { description: undefined }) },
        `${form.description} says nothing`,
      ],
      "a rule whose description is empty": [
        form.write({ ...described, description: " " }),
        `${form.description} says nothing`,
      ],
    },
    undecided: { "a description not known yet": form.write({ ...described, description: unknown }) },
  });
}

for (const [type, property] of [
  ["aws:ec2/securityGroup:SecurityGroup", "description"],
  ["aws-native:ec2:SecurityGroup", "groupDescription"],
] as const) {
  judges(sgDescribed, type, {
    base: { [property]: "The database" },
    finds: {
      "no description": [{ [property]: undefined }, `${property} says nothing`],
      "the provider's default": [{ [property]: "Managed by Pulumi" }, `${property} says nothing`],
      "another provider's default": [{ [property]: "Managed by Terraform" }, `${property} says nothing`],
    },
    passes: {
      "a longer text that begins alike": { [property]: "Managed by Pulumi, for the database" },
      "a longer text that ends alike": { [property]: "The database. Managed by Pulumi" },
    },
    undecided: { "an unknown one": { [property]: unknown } },
  });
}
