import type { Topology } from "../../../reachability/topology";
import { arnOf, type Choose, type Values, type Written } from "./written";

/** An invitation that was accepted shows as an accepter in the account that it went to. */
export function sharing(topology: Topology, choose: Choose): readonly Written[] {
  return topology.shares.flatMap(({ arn, account, resourceIds, principals }) => {
    const arns = (resourceIds as readonly string[]).map((id) => {
      const kind = id.startsWith("rcfg") ? "resourceconfiguration" : "servicenetwork";
      return arnOf("111111111111", "vpc-lattice", `${kind}/${id}`);
    });
    const named = principals as readonly { principal: string; accepted: boolean }[];
    const accepters = named
      .filter(({ principal, accepted }) => accepted && !principal.startsWith("arn:"))
      .map(({ principal }) => ({
        account: principal,
        type: "aws:ram/resourceShareAccepter:ResourceShareAccepter",
        id: arn,
        props: { shareArn: arn },
        told: { receiverAccountId: principal },
      }));
    const external = { allowExternalPrincipals: true };
    const whole: Written = {
      account,
      type: "aws-native:ram:ResourceShare",
      id: arn,
      props: { ...external, resourceArns: arns, principals: named.map(({ principal }) => principal) },
      told: { arn },
    };
    const part = (type: string, props: Values): Written => ({ account, type, id: "parts", props });
    const parts: readonly Written[] = [
      { account, type: "aws:ram/resourceShare:ResourceShare", id: arn, props: external, told: { arn } },
      ...arns.map((resourceArn) => {
        const type = "aws:ram/resourceAssociation:ResourceAssociation";
        return part(type, { resourceShareArn: arn, resourceArn });
      }),
      ...named.map(({ principal }) => {
        return part("aws:ram/principalAssociation:PrincipalAssociation", { resourceShareArn: arn, principal });
      }),
    ];
    return [...choose([whole], parts), ...accepters];
  });
}
