import type { Field } from "../../../resources/field";
import type { Resource } from "../../../resources/resource";
import { matchesAny, patterns } from "../../framework/knobs";
import { type Finding, rule } from "../../framework/rule";
import { taggable } from "../../framework/taggable";
import { leaksIn, namedLeaksIn, withDecoded } from "./credential-shapes";

/** The types with more than tags to look into. */
const contents = {
  "aws:lambda/function:Function": ["environment", "tags"],
  "aws-native:lambda:Function": ["environment", "tags"],
  "aws:ec2/instance:Instance": ["tags", "userData", "userDataBase64"],
  "aws-native:ec2:Instance": ["tags", "userData"],
  "aws:ec2/launchTemplate:LaunchTemplate": ["tags", "userData"],
  "aws-native:ec2:LaunchTemplate": ["launchTemplateData"],
  "aws:ssm/parameter:Parameter": ["insecureValue", "tags", "type", "value"],
  "aws-native:ssm:Parameter": ["tags", "type", "value"],
  "aws:secretsmanager/secretVersion:SecretVersion": ["secretString"],
  "aws-native:secretsmanager:Secret": ["secretString", "tags"],
} as const;

export const noHardcodedCredentials = rule({
  id: "no-hardcoded-credentials",
  sentence: "No credential is written out in settings that many may read.",
  why: "Environments, user data, parameters and tags are shown to whoever may describe the resource, and kept in the state.",
  fix: "Use a role, or keep the secret in Secrets Manager and pass its ARN.",
  severity: "high",
  level: "mandatory",
  controls: ["checkov CKV_AWS_45", "checkov CKV_AWS_46", "trivy AWS-0029"],
  url: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/best-practices.html",
  knobs: {
    allowPatterns: patterns("Regular expressions of what may stand there although it looks like a credential."),
  },
  reads: { ...taggable, ...contents },
  check(resource, { knobs: { allowPatterns } }) {
    return places(resource).flatMap(({ at, name, text, inSecret }): Finding[] => {
      const all = name === undefined ? leaksIn(text, inSecret) : namedLeaksIn(name, text);
      const leaks = all.filter(({ part }) => !matchesAny(allowPatterns, part));
      const kinds = [...new Set(leaks.map(({ what }) => what))];
      return kinds.map((what) => ({ at, what: `holds ${what}`, ...(inSecret && { advisory: true }) }));
    });
  },
});

interface Place {
  readonly at: Field;
  readonly text: string;
  /** What the value is called, which may say that it is a secret. */
  readonly name?: string;
  /**
   * A secret's own value, which is in its right place in AWS but may have been written into the program: nothing tells
   * a literal from what another resource made, so this is advice.
   */
  readonly inSecret: boolean;
}

const place = (at: Field, text = at.text() ?? "", inSecret = false): Place => ({ at, text, inSecret });

function places(resource: Resource): readonly Place[] {
  const tags = tagValues(resource).map(named);
  if (!Object.hasOwn(contents, resource.type)) return tags;
  const secret = resource.get("secretString");
  return [
    ...tags,
    ...resource.get("environment").get("variables").entries().map(named),
    ...scripts(resource).map((at) => place(at, withDecoded(at.text() ?? ""))),
    ...plainParameters(resource).map((at) => place(at)),
    place(secret, secret.text(), true),
  ];
}

const named = ([name, at]: readonly [string, Field]): Place => ({ ...place(at), name });

const scripts = (resource: Resource): readonly Field[] => [
  resource.get("userData"),
  resource.get("userDataBase64"),
  resource.get("launchTemplateData").get("userData"),
];

/** A parameter of type String or StringList, which KMS does not encrypt. */
function plainParameters(resource: Resource): readonly Field[] {
  const type = resource.get("type").text();
  const value = type === "String" || type === "StringList" ? [resource.get("value")] : [];
  return [...value, resource.get("insecureValue")];
}

/** Tags by name, from a map (aws) or a list of key and value (aws-native). */
function tagValues(resource: Resource): readonly (readonly [string, Field])[] {
  const tags = resource.get((taggable as Readonly<Record<string, readonly string[]>>)[resource.type]?.[0] ?? "tags");
  if (tags.isObject()) return tags.entries();
  return tags.items().map((item) => [item.get("key").text() ?? "", item.get("value")] as const);
}
