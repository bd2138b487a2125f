import { topologyReads } from "../../../reach/topology-reads";
import { configurationTypes } from "../../../resources/type-pairs";
import { lists } from "../../framework/knobs";
import { rule } from "../../framework/rule";
import { declarationReads, declarationsIn } from "./audience/declaration";
import { proofOf, subjectsIn } from "./audience/proof";
import { shortfall } from "./audience/shortfall";
import { surplus } from "./audience/surplus";

export const databaseAudienceAsDeclared = rule({
  id: "database-audience-as-declared",
  sentence: "A database shared over Lattice is reached by those it is declared to be for, and nobody else.",
  why: "Who reaches a database is decided in many places (shares, service networks, endpoints, security groups), and each of them can let in somebody whom nobody meant.",
  fix: "Take away what lets more in, or declare whom it lets in.",
  severity: "critical",
  level: "mandatory",
  controls: [],
  url: "https://docs.aws.amazon.com/vpc-lattice/latest/ug/sharing.html",
  knobs: {
    audience: lists(
      "Whom databases are for, by the name of the database or of its resource configuration: accounts, ARNs of organisations or units, and, for clients beside the gateway or of the owner's account, security groups and address ranges. Of the others the share components of lattice-db say it, else the RAM shares themselves.",
    ),
  },
  reads: { ...topologyReads, ...declarationReads },
  checkStack(stack, { knobs }) {
    if (stack.ofType(...configurationTypes).length === 0) return [];
    const proof = proofOf(stack);
    const declarationOf = declarationsIn(stack, proof, knobs.audience);
    const findings = subjectsIn(proof.topology).flatMap((subject) => {
      const declaration = declarationOf(subject);
      if (declaration === undefined) return [];
      return [...surplus(proof, subject, declaration), ...shortfall(proof, subject, declaration)];
    });
    proof.noteUnknowns();
    return findings;
  },
});
