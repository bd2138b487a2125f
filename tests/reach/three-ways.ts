import { sourceFromState, type Source } from "../../reach/source";
import { stateText } from "./recorded-stacks";

interface Resource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly provider?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/** The resources of a recorded state. */
function resourcesOf(stack: "producer" | "consumer"): readonly Resource[] {
  return (JSON.parse(stateText(stack)) as { deployment: { resources: Resource[] } }).deployment.resources;
}

export function sourceOf(stack: "producer" | "consumer", resources: readonly Resource[]): Source {
  return sourceFromState(JSON.stringify({ version: 3, deployment: { resources } }), stack);
}

export const ways = ["vpc-association", "service-network-endpoint", "resource-endpoint"] as const;
export type Way = (typeof ways)[number];

/** The recorded stacks, their consumer coming in by one of the three ways: in place of its association an endpoint. */
export function comingIn(way: Way): readonly Source[] {
  return stacks.map((stack) => sourceOf(stack, resourcesBy(way, stack)));
}

export const stacks = ["producer", "consumer"] as const;

/** The resources of one of them. */
export function resourcesBy(way: Way, stack: (typeof stacks)[number]): readonly Resource[] {
  const all = resourcesOf(stack);
  if (way === "vpc-association" || stack === "producer") return all;
  const isAssociation = ({ type }: Resource): boolean => type.endsWith(":ServiceNetworkVpcAssociation");
  const kept = all.filter((it) => !isAssociation(it)).map(towardsEndpoints);
  return [...kept, ...all.filter(isAssociation).map((it) => endpoint(it, all, way))];
}

/** An endpoint's addresses are of the VPC, not of VPC Lattice. */
function towardsEndpoints(resource: Resource): Resource {
  if (!resource.type.endsWith(":SecurityGroupEgressRule")) return resource;
  const change = { cidrIpv4: "10.1.0.0/16" };
  return { ...resource, inputs: { ...resource.inputs, ...change }, outputs: { ...resource.outputs, ...change } };
}

/** In the association's place, with its security groups, in the client's subnets. */
function endpoint(association: Resource, all: readonly Resource[], way: Way): Resource {
  const named = (ending: string): Resource | undefined => all.find(({ urn }) => urn.endsWith(ending));
  const { vpcIdentifier, securityGroupIds, serviceNetworkIdentifier } = association.inputs ?? {};
  const carried = named("::databases-orders");
  const target =
    way === "service-network-endpoint"
      ? { vpcEndpointType: "ServiceNetwork", serviceNetworkArn: serviceNetworkIdentifier }
      : { vpcEndpointType: "Resource", resourceConfigurationArn: configurationArn(carried) };
  const subnetIds = all.filter(({ urn }) => /::network-client-[a-z]$/.test(urn)).map(({ id }) => id);
  const inputs = { vpcId: vpcIdentifier, subnetIds, securityGroupIds, ...target };
  const type = "aws:ec2/vpcEndpoint:VpcEndpoint";
  return {
    urn: `urn:pulumi:consumer::lattice-db::${type}::endpoint`,
    type,
    id: "vpce-0123456789abcdef0",
    ...provider(all),
    inputs,
    outputs: { ...inputs, state: "available" },
  };
}

function configurationArn(association: Resource | undefined): unknown {
  const { resourceConfigurationIdentifier, resourceConfigurationId } = association?.inputs ?? {};
  return resourceConfigurationIdentifier ?? resourceConfigurationId;
}

/** That of the other resources of the same package. */
function provider(all: readonly Resource[]): Pick<Resource, "provider"> {
  const found = all.find(({ type }) => type.startsWith("aws:ec2/"))?.provider;
  return found === undefined ? {} : { provider: found };
}
