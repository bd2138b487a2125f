import { explain } from "../../../../reachability/explain";
import type { Hop } from "../../../../reachability/hop";
import { isUnknown, known } from "../../../../reachability/maybe";
import type { Finding } from "../../../framework/rule";
import type { Declaration } from "./declaration";
import type { Proof, Subject } from "./proof";
import { withNames } from "../../../../reach/command/names";

/** Who is declared and gets no further than the hop that blocks: as far as this stack decides it. */
export function shortfall(proof: Proof, subject: Subject, { denial, entries }: Declaration): readonly Finding[] {
  const { database, open } = subject;
  const principals = entries.filter(
    (entry) => entry !== database.account && /^(\d{12}|arn:.*:organizations:.*)$/.test(entry),
  );
  if (open || principals.length === 0) return [];
  const resource = proof.resourceOf(database.id);
  const at = { at: "this database", ...(resource && { resource }), advisory: true } as const;
  const hop = blockedHop(proof, subject);
  if (hop !== undefined) {
    const named = (text: string): string => withNames(text, proof.nameOf);
    const fix = named(hop.fix ?? "");
    return [
      {
        ...at,
        what: `is reached by none of ${principals.join(", ")}: ${hop.code}: ${named(hop.reason)}`,
        fix: `${fix.charAt(0).toUpperCase()}${fix.slice(1)}.`,
      },
    ];
  }
  const missing = denial === undefined ? [] : principals.filter((principal) => isUnshared(proof, subject, principal));
  if (missing.length === 0) return [];
  const names = missing.join(", ");
  return [
    {
      ...at,
      what: `is not reached by ${names}, though declared to be: share-names-account: no share of this stack names them`,
      fix: `Share it with ${names} in AWS RAM, or take them out of the declaration.`,
    },
  ];
}

/** The hop of the owner's part that stops every configuration's way, whoever comes: the first way's. */
function blockedHop({ topology }: Proof, { database, configurations }: Subject): Hop | undefined {
  // Nobody in particular: what his side lacks is unknown, and the share is looked at by itself.
  const anybody = { account: "an account that is named", region: database.region, securityGroupIds: [] };
  const blocked = configurations.map((configuration) => {
    const own = {
      ...topology,
      configurations: [configuration],
      resourceAssociations: [],
      vpcAssociations: [],
      endpoints: [],
      shares: [],
    };
    return explain(own, anybody, database).hops.find(({ verdict }) => verdict === "blocked");
  });
  return blocked.every((hop) => hop !== undefined) ? blocked[0] : undefined;
}

/** Whether no share names a principal, nor may do so once more is known. */
function isUnshared(proof: Proof, subject: Subject, principal: string): boolean {
  const mayCarry = proof.topology.shares.filter(({ resourceIds }) => isUnknown(resourceIds));
  const listed = [...mayCarry, ...proof.sharesOf(subject)].map(({ principals }) => known(principals));
  return listed.every((list) => list?.every((it) => !isUnknown(it.principal) && it.principal !== principal) === true);
}
