import type { Field } from "../../../resources/field";
import { configurationTypes } from "../../../resources/type-pairs";
import { strings } from "../../framework/knobs";
import { type Finding, rule } from "../../framework/rule";

export const latticeConfigTarget = rule({
  id: "lattice-config-target",
  sentence: "A resource configuration leads to an RDS database of the organisation.",
  why: "A configuration to any other name turns the gateway into a relay into the VPC, or out of it; an address changes when RDS fails over.",
  fix: "Use arnResource with the database's ARN, or dnsResource with the endpoint of an RDS proxy.",
  severity: "high",
  level: "mandatory",
  controls: [],
  url: "https://docs.aws.amazon.com/vpc-lattice/latest/ug/resource-configuration.html",
  knobs: {
    // In China the Region stands behind the service.
    suffixes: strings(
      [
        ".rds.amazonaws.com",
        ".rds.amazonaws.com.cn",
        ".rds.cn-north-1.amazonaws.com.cn",
        ".rds.cn-northwest-1.amazonaws.com.cn",
      ],
      "What a target's domain name may end with.",
    ),
  },
  reads: {
    [configurationTypes[0]]: ["resourceConfigurationDefinition"],
    [configurationTypes[1]]: ["resourceConfigurationDefinition"],
  },
  check(configuration, { knobs, settings }) {
    const definition = configuration.get("resourceConfigurationDefinition");
    const arn = definition.get("arnResource");
    const ip = definition.get("ipResource");
    return [
      ...(ip.present ? [{ at: ip, what: "names an address, which changes on failover", advisory: true as const }] : []),
      ...nameFindings(definition.get("dnsResource").get("domainName"), knobs.suffixes),
      // An object in aws, the ARN itself in aws-native.
      ...arnFindings(configuration.native ? arn : arn.get("arn"), settings.ownAccounts),
    ];
  },
  checkStack: (stack) =>
    stack.ofType(...configurationTypes).flatMap((resource) => {
      const at = resource.get("resourceConfigurationDefinition");
      const arn = at.get("arnResource");
      const targets = [at.get("dnsResource").get("domainName"), arn.isObject() ? arn.get("arn") : arn];
      // During preview the name is not known, but whose it will be.
      if (targets.every((target) => target.known || target.absent)) return [];
      const owners = stack
        .made(resource, "resourceConfigurationDefinition")
        .filter(({ type }) => /^aws(-native)?:/.test(type));
      const strange = owners.length > 0 && owners.every(({ type }) => !/^aws(-native)?:rds[:/]/.test(type));
      return strange ? [{ resource, at, what: `leads to ${owners[0]?.name ?? ""}, which is no RDS database` }] : [];
    }),
});

function nameFindings(at: Field, suffixes: readonly string[]): Finding[] {
  const name = at.text()?.toLowerCase().replace(/\.$/, "");
  if (name === undefined || suffixes.some((suffix) => name.endsWith(suffix.toLowerCase()))) return [];
  return [{ at, what: `is ${name}, which is no RDS endpoint` }];
}

function arnFindings(at: Field, ownAccounts: readonly string[]): Finding[] {
  const arn = at.text();
  if (arn === undefined) return [];
  const account = /^arn:[^:]+:rds:[^:]+:(\d{12}):(db|cluster):./.exec(arn)?.[1];
  if (account === undefined) return [{ at, what: "names no RDS instance or cluster" }];
  const foreign = ownAccounts.length > 0 && !ownAccounts.includes(account);
  return foreign ? [{ at, what: `names a database of account ${account}, which is not one of ours` }] : [];
}
