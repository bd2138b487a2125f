/**
 * `@pulumi/aws-native`'s spelling of a CloudFormation property: lower camel case, acronyms as words
 * (`DBSubnetGroupARNs` is `dbSubnetGroupArns`), and `awsId` for `Id`, because Pulumi has an `id` of its own.
 */
export function sdkName(property: string): string {
  const name = nestedName(property);
  return name === "id" ? "awsId" : name;
}

/** The same within a property, where `Id` is `id`: Pulumi's own is the resource's alone. */
export function nestedName(property: string): string {
  const words = lowerAcronyms(property);
  return words.charAt(0).toLowerCase() + words.slice(1);
}

/** `AWS::RDS::DBInstance` is `aws-native:rds:DbInstance`. */
export function sdkToken(cloudFormationType: string): string {
  const [, namespace = "", name = ""] = cloudFormationType.split("::");
  const module = namespace === "Config" ? "configuration" : namespace.toLowerCase();
  return `aws-native:${module}:${lowerAcronyms(name)}`;
}

/**
 * Lower-cases runs of two or more capitals and digits but for their first one. The last of a run begins the next word,
 * unless the text ends there or a plural `s` follows.
 */
function lowerAcronyms(text: string): string {
  return text.replace(/[A-Z0-9]{2,}/g, (run, offset: number) => {
    const end = offset + run.length;
    const isPlural = /^s(?:[A-Z0-9]|$)/.test(text.slice(end));
    const word = end === text.length || isPlural ? run : run.slice(0, -1);
    return word.charAt(0) + word.slice(1).toLowerCase() + run.slice(word.length);
  });
}
