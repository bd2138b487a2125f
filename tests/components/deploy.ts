import * as pulumi from "@pulumi/pulumi";

/** A resource as the program registered it. */
export interface Recorded {
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, any>;
}

/** Runs a program against mocks and gives back what it registered and returned. */
export async function deploy<T>(program: () => T | Promise<T>, calls: Record<string, unknown> = {}) {
  const resources: Recorded[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs, id }) => {
        resources.push({ type, name, inputs });
        // An empty id would make the output unknown; only what is read, such as a stack reference, comes with one.
        return { id: id === undefined || id === "" ? `${name}-id` : id, state: { ...inputs, ...computed(type, name) } };
      },
      call: ({ token, inputs }) => {
        if (!(token in calls)) throw new Error(`unexpected call of ${token}(${JSON.stringify(inputs)})`);
        return calls[token] as Record<string, any>;
      },
    },
    "lattice-db",
    "test",
  );
  const result = await program();
  const outputs = await value(pulumi.output(result));
  await pulumi.runtime.disconnect();
  return {
    resources,
    outputs: outputs as pulumi.Unwrap<T>,
    find: (type: string, name?: string) => find(resources, type, name),
  };
}

/** The value of an output, once it is there. */
export function value<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const known = output.apply(resolve) as pulumi.Output<void> & { promise(): Promise<void> };
    known.promise().catch(reject);
  });
}

function find(resources: readonly Recorded[], type: string, name?: string): Recorded {
  const found = resources.filter(
    (resource) => resource.type === type && (name === undefined || resource.name === name),
  );
  if (found.length !== 1 || found[0] === undefined) {
    throw new Error(`${found.length} resources of type ${type}${name === undefined ? "" : ` named ${name}`}`);
  }
  return found[0];
}

/** What AWS would answer, as far as the components read it. */
function computed(type: string, name: string): Record<string, unknown> {
  const arn = `arn:aws:mock:eu-west-1:111122223333:${name}`;
  const lattice = "arn:aws:vpc-lattice:eu-west-1:111122223333:";
  switch (type) {
    case "aws:rds/instance:Instance":
      return { arn, address: `${name}.abc.eu-west-1.rds.amazonaws.com`, resourceId: "db-ABCDEFGHIJKLMNOPQRSTUVWXYZ" };
    case "aws:vpclattice/resourceConfiguration:ResourceConfiguration":
      return { arn: `${lattice}resourceconfiguration/rcfg-0123456789abcdef0` };
    case "aws:vpclattice/serviceNetworkResourceAssociation:ServiceNetworkResourceAssociation":
      return { arn, dnsEntries: [{ domainName: `${name}.vpc-lattice-rsc.eu-west-1.on.aws`, hostedZoneId: "Z1" }] };
    case "aws-native:vpclattice:ServiceNetwork":
      return { arn: `${lattice}servicenetwork/sn-0123456789abcdef0`, awsId: "sn-0123456789abcdef0" };
    case "random:index/randomId:RandomId":
      return { hex: "0a1b2c3d" };
    case "random:index/randomUuid:RandomUuid":
      return { result: "11111111-2222-4333-8444-555555555555" };
    default:
      return { arn, name, keyId: `${name}-key-id` };
  }
}
