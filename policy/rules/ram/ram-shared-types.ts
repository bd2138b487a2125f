import { strings } from "../../framework/knobs";
import { rule } from "../../framework/rule";

const association = "aws:ram/resourceAssociation:ResourceAssociation";
const exclusive = "aws:ram/resourceShareAssociationsExclusive:ResourceShareAssociationsExclusive";
const native = "aws-native:ram:ResourceShare";

export const ramSharedTypes = rule({
  id: "ram-shared-types",
  sentence: "Only Lattice resources are shared, never the database, its subnets or its keys.",
  why: "A shared subnet, cluster or key gives the other account far more than a connection to one port.",
  fix: "Share the resource configuration, or the service network that has it.",
  severity: "high",
  level: "mandatory",
  controls: [],
  url: "https://docs.aws.amazon.com/vpc-lattice/latest/ug/sharing.html",
  knobs: {
    types: strings(
      ["vpc-lattice:resourceconfiguration", "vpc-lattice:servicenetwork", "vpc-lattice:service"],
      "What may be shared, as service:type in the resource's ARN.",
    ),
  },
  reads: { [association]: ["resourceArn"], [exclusive]: ["resourceArns"], [native]: ["resourceArns"] },
  check(resource, { knobs }) {
    return ["resourceArn", "resourceArns"].flatMap((property) =>
      resource
        .get(property)
        .items()
        .flatMap((at) => {
          const [, service = "", type = ""] = /^arn:[^:]+:([^:]+):[^:]*:[^:]*:([^/:]+)/.exec(at.text() ?? "") ?? [];
          const name = `${service}:${type}`;
          if (at.unknown || knobs.types.some((allowed) => allowed.toLowerCase() === name.toLowerCase())) return [];
          return [{ at, what: service === "" ? "is no ARN" : `is of type ${name}` }];
        }),
    );
  },
  checkStack: (stack, { knobs }) => {
    // During preview no ARN is known, but whose it will be.
    return stack.ofType(association, exclusive, native).flatMap((resource) =>
      ["resourceArn", "resourceArns"].flatMap((property) => {
        const at = resource.get(property);
        if (at.known && at.items().every((item) => item.known)) return [];
        const services = knobs.types.map((type) => (type.split(":")[0] ?? "").replaceAll("-", ""));
        const wrong = stack.made(resource, property).filter(({ type }) => {
          const service = /^aws(?:-native)?:([^:/]+)/.exec(type)?.[1];
          return service !== undefined && !services.includes(service);
        });
        return wrong.map((it) => ({ resource, at, what: `shares ${it.name}, which is of type ${it.type}` }));
      }),
    );
  },
});
