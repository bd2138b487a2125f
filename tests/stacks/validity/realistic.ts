import { createHash } from "node:crypto";
import { awsAnswer } from "../../components/aws-answer";

const REGION = "eu-west-1";
const ACCOUNT = "111122223333";

/** As `awsAnswer`, with ids and ARNs of the forms that AWS gives. */
export function realisticAnswer(type: string, name: string): Record<string, unknown> {
  const answer = awsAnswer(type, name);
  const [prefix, service, arnType] = IDS[type.split(":").at(-1) ?? ""] ?? [];
  const hex = createHash("sha256").update(`${type} ${name}`).digest("hex");
  if (type === "aws:kms/key:Key") {
    const keyId = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
    return { ...answer, id: keyId, keyId, arn: arn("kms", `key/${keyId}`) };
  }
  if (type === "aws:cloudwatch/logGroup:LogGroup") return { ...answer, arn: arn("logs", `log-group:${name}`) };
  if (type === "aws:iam/role:Role") return { ...answer, name, arn: `arn:aws:iam::${ACCOUNT}:role/${name}` };
  if (type === "aws:ram/resourceShare:ResourceShare") {
    return { ...answer, arn: arn("ram", `resource-share/11111111-2222-4333-8444-${hex.slice(0, 12)}`) };
  }
  if (type.endsWith(":RandomPassword")) return { ...answer, result: "x".repeat(40) };
  // A proxy has one target group, of this name.
  if (type.endsWith(":ProxyDefaultTargetGroup")) return { ...answer, name: "default" };
  if (type === "aws:backup/plan:Plan") return { ...answer, id: "11111111-2222-4333-8444-555555555555" };
  if (type === "aws:secretsmanager/secret:Secret") {
    const secret = arn("secretsmanager", `secret:${name}-AbCdEf`);
    return { ...answer, id: secret, arn: secret };
  }
  if (prefix === undefined) return answer;
  const id = `${prefix}-${hex.slice(0, 17)}`;
  const own = service === undefined ? {} : { arn: arn(service, `${arnType ?? ""}/${id}`) };
  return { ...answer, id, ...own, ...(type.endsWith(":ServiceNetwork") && { awsId: id }) };
}

function arn(service: string, rest: string): string {
  return `arn:aws:${service}:${REGION}:${ACCOUNT}:${rest}`;
}

/** By the type's own name: the prefix of its ids; where they have one, what their ARN begins with. */
const IDS: Readonly<Record<string, readonly [string, string?, string?]>> = {
  Vpc: ["vpc", "ec2", "vpc"],
  Subnet: ["subnet", "ec2", "subnet"],
  RouteTable: ["rtb", "ec2", "route-table"],
  SecurityGroup: ["sg", "ec2", "security-group"],
  ResourceGateway: ["rgw", "vpc-lattice", "resourcegateway"],
  ResourceConfiguration: ["rcfg", "vpc-lattice", "resourceconfiguration"],
  ServiceNetwork: ["sn", "vpc-lattice", "servicenetwork"],
};
