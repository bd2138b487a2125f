/** What `npm run reach -- --help` prints. */
export const USAGE = `usage: npm run reach -- [--from CLIENT] [--to DATABASE] [options]
Who can reach a database, hop by hop, or what blocks and its fix: from states and previews alone, nothing is asked of AWS.

what to answer
  --from CLIENT --to DATABASE   one way; without one of them, a table of all clients and databases
  --audience DATABASE           everyone who can reach it, and who could
      each is a URN, an ARN, an id, a logical name or a stack's output (consumer.client); CLIENT also a range (10.0.0.0/16),
      which is outside AWS where no VPC has it: on premises, or the internet (0.0.0.0/0)
  --as ROLE --user USER         whether this IAM role may also log in as this database user; ROLE is an ARN or a name
  --external-id ID              what the role gives when it assumes another account's
  --security-group NAME         what CLIENT carries, where it is a range, a subnet or a VPC; may be repeated

what to read (default: every stack of this project in the current backend)
  --stack NAME                  this stack; may be repeated
  --state FILE                  what "pulumi stack export --file FILE" or "pulumi preview --json --show-sames > FILE"
                                wrote; may be repeated
  --preview                     the stacks as they will be, before anything is deployed
  --local                       the stacks of the local cloud (npm start)

how to answer
  --without RESOURCE            as if it were gone; may be repeated
  --json | --markdown           for programs, for pull requests
  --diagram FILE.svg|FILE.mmd   also draws it
exit code: 0 reachable, 1 blocked, 2 wrong usage, 3 unknown`;
