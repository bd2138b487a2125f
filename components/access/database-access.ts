import * as ec2 from "@pulumi/aws/ec2";
import * as ram from "@pulumi/aws/ram";
import * as vpclattice from "@pulumi/aws/vpclattice";
import * as pulumi from "@pulumi/pulumi";

import { ServiceNetwork } from "../lattice/service-network";
import type { LogSettings } from "../watch/log-settings";
import { openApis, openPort } from "./client-rules";
import { endpointAssociations, endpointNameOf } from "./endpoint-names";
import { latticeEndpoint, type LatticeEndpointArgs } from "./lattice-endpoint";
import { MOST_NAMES, privateNames } from "./private-names";
import { resourceConfigurationId, type SharedDatabase, type SharedDatabases } from "./shared-database";

/** One endpoint to the service network that leads to all databases, or one to each database's configuration. */
export const EndpointKind = { ServiceNetwork: "service-network-endpoint", Resource: "resource-endpoint" } as const;
export type EndpointKind = (typeof EndpointKind)[keyof typeof EndpointKind];

/** Endpoints by which clients come, in place of the VPC's association. */
export interface AccessEndpoints {
  /** To what they lead. */
  readonly kind: EndpointKind;
  /** A subnet a zone, in each of which each endpoint takes addresses. */
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
}

/** A service network that is there already. */
export interface StandingServiceNetwork {
  /** `sn-…`. */
  readonly id: string;
  /** Its ARN. */
  readonly arn: string;
}

export interface DatabaseAccessArgs extends LogSettings {
  /** The clients' VPC. Without endpoints it gets its one service network association; AWS allows no second. */
  readonly vpcId: pulumi.Input<string>;
  /** The databases to reach, by a name that stays. With none there is the client security group and nothing else. */
  readonly databases: SharedDatabases;
  /**
   * Endpoints in the VPC, which have addresses of it: clients from beyond it could be routed to them.
   * @default - the VPC is associated with the service network
   */
  readonly endpoints?: AccessEndpoints;
  /**
   * Whether the VPC is to resolve the names of databases where that has to be asked for.
   * @default true
   */
  readonly privateDns?: boolean;
  /**
   * A service network of this account that is there already, into which the databases come. Nothing of it is changed.
   * @default - one of its own, with an access log
   */
  readonly serviceNetwork?: StandingServiceNetwork;
  /**
   * Accepts the RAM invitations. Needed outside the owner's organisation, within 12 hours, and refused by RAM inside
   * it, where shares come without invitation, and for an account that has accepted before: nobody can leave a share of
   * VPC Lattice's resources, so that it is still there after `pulumi destroy`.
   * @default false
   */
  readonly acceptShares?: boolean;
  /**
   * Whether clients may come to databases by IPv6 too, where the VPC has such a range. Endpoints have IPv4 addresses.
   * @default false
   */
  readonly ipv6?: boolean;
  /**
   * The security group of endpoints to AWS's APIs, which clients are let out to on port 443.
   * @default - clients reach databases alone
   */
  readonly awsEndpointsGroupId?: pulumi.Input<string>;
}

type Accepters = ReadonlyMap<string, ram.ResourceShareAccepter>;
type Names = Readonly<Record<string, pulumi.Output<string | undefined>>>;
/** A service network, by the id that associations want, and the ARN that endpoints want. */
interface Way {
  readonly serviceNetworkId?: pulumi.Output<string>;
  readonly accessLogGroupName?: pulumi.Output<string> | undefined;
  readonly endpointIds?: readonly pulumi.Output<string>[];
  readonly latticeNames: Names;
}

/**
 * Reaches shared databases from one VPC: a service network of this account's own, the shared configurations in it, and
 * the VPC associated with it, or endpoints in the VPC in its place. Only clients that carry the client security group get
 * through, on the databases' ports.
 *
 * Cost: each configuration in the network by the hour, and data per GB; the association, and an endpoint to the
 * network, are free. An endpoint to one configuration costs by the hour and per GB, and needs no network.
 *
 * @example new DatabaseAccess("access", { vpcId, logKeyArn, databases: contract.databases })
 */
export class DatabaseAccess extends pulumi.ComponentResource {
  /** The security group a client must carry. */
  readonly clientSecurityGroupId: pulumi.Output<string>;
  /** The account's service network, where there are databases in it: whom to ask for Lattice's own names of them. */
  readonly serviceNetworkId: pulumi.Output<string> | undefined;
  /** Name of the log group that has the network's access log, where there is one. */
  readonly accessLogGroupName: pulumi.Output<string> | undefined;
  /** The endpoints, where clients come by them: whom to ask for the names. */
  readonly endpointIds: pulumi.Output<string[]> | undefined;
  /**
   * Lattice's own names, by database, where AWS tells them. By an association of a database shared by its ARN it
   * probably does not, since the name is that of a child AWS manages, which no provider can look up. Of endpoints it
   * does. Connect to the database's `address`, whose private zone AWS brings into the VPC
   * (docs/unsure-about-aws.md, "The name to connect to").
   */
  readonly latticeNames: Names;

  constructor(name: string, args: DatabaseAccessArgs, opts?: pulumi.ComponentResourceOptions) {
    super("lattice-db:index:DatabaseAccess", name, args, opts);
    const problems = databaseAccessProblems(args);
    if (problems.length > 0) {
      throw new pulumi.ResourceError(`DatabaseAccess "${name}": ${problems.join("; ")}`, this, true);
    }

    const client = new ec2.SecurityGroup(
      `${name}-client-security-group`,
      { vpcId: args.vpcId, description: "Clients of shared databases", tags: { Name: `${name}-client` } },
      { parent: this },
    );
    this.clientSecurityGroupId = client.id;
    if (args.awsEndpointsGroupId !== undefined) openApis(`${name}-apis`, client.id, args.awsEndpointsGroupId, this);
    const way = Object.keys(args.databases).length > 0 ? this.#openWay(name, args, client.id) : undefined;
    this.serviceNetworkId = way?.serviceNetworkId;
    this.accessLogGroupName = way?.accessLogGroupName;
    this.endpointIds = way?.endpointIds && pulumi.all([...way.endpointIds]);
    this.latticeNames = way?.latticeNames ?? {};

    const { clientSecurityGroupId, serviceNetworkId, latticeNames, endpointIds } = this;
    this.registerOutputs({
      ...{ clientSecurityGroupId, serviceNetworkId, latticeNames },
      ...(endpointIds && { endpointIds }),
    });
  }

  /** What leads to the databases, for clients only. */
  #openWay(name: string, args: DatabaseAccessArgs, client: pulumi.Output<string>): Way {
    const { databases, endpoints, ipv6 = false } = args;
    const door = this.#door(name, args);
    for (const port of new Set(Object.values(databases).map((database) => database.port))) {
      openPort(`${name}-${port}`, port, { client, door, ipv6, hasAddresses: endpoints !== undefined }, this);
    }
    if (endpoints?.kind === EndpointKind.Resource) {
      return this.#byResource(name, args, endpoints, door, this.#accept(name, args));
    }
    const network = this.#network(name, args);
    if (endpoints === undefined) this.#associateVpc(name, args, network.id, door);
    const made = this.#carry(name, args, network.id, this.#accept(name, args));
    const { id: serviceNetworkId, accessLogGroupName } = network;
    if (endpoints === undefined) return { serviceNetworkId, accessLogGroupName, latticeNames: made };
    const way = this.#byNetwork(name, args, endpoints, door, network.arn, made);
    return { ...way, serviceNetworkId, accessLogGroupName };
  }

  /** Who in the VPC gets in. */
  #door(name: string, { vpcId, endpoints }: DatabaseAccessArgs): pulumi.Output<string> {
    const [what, description] =
      endpoints === undefined
        ? ["association", "Who in the VPC may use its Lattice association"]
        : ["endpoint", "Who may use the endpoints of shared databases"];
    return new ec2.SecurityGroup(
      `${name}-${what}-security-group`,
      { vpcId, description, tags: { Name: `${name}-${what}` } },
      { parent: this },
    ).id;
  }

  #network(name: string, { serviceNetwork, logKeyArn, logRetentionDays }: DatabaseAccessArgs) {
    if (serviceNetwork !== undefined) {
      const { id, arn } = serviceNetwork;
      return { id: pulumi.output(id), arn: pulumi.output(arn), accessLogGroupName: undefined };
    }
    const made = new ServiceNetwork(name, { logKeyArn, logRetentionDays }, { parent: this });
    return { id: made.networkId, arn: made.arn, accessLogGroupName: made.accessLogGroupName };
  }

  #associateVpc(
    name: string,
    { vpcId, databases, privateDns = true }: DatabaseAccessArgs,
    serviceNetworkIdentifier: pulumi.Output<string>,
    door: pulumi.Output<string>,
  ): void {
    new vpclattice.ServiceNetworkVpcAssociation(
      `${name}-vpc`,
      {
        serviceNetworkIdentifier,
        vpcIdentifier: vpcId,
        securityGroupIds: [door],
        ...(privateDns && privateNames(databases)),
      },
      // The provider replaces it for other names, and AWS takes no second one of a VPC beside it.
      { parent: this, deleteBeforeReplace: true },
    );
  }

  /** One accepter a share: several databases may have come with the same one. */
  #accept(name: string, { databases, acceptShares = false }: DatabaseAccessArgs): Accepters {
    const accepters = new Map<string, ram.ResourceShareAccepter>();
    for (const [key, { of = key, resourceShareArn: shareArn }] of acceptShares ? Object.entries(databases) : []) {
      if (accepters.has(shareArn)) continue;
      accepters.set(shareArn, new ram.ResourceShareAccepter(`${name}-${of}`, { shareArn }, { parent: this }));
    }
    return accepters;
  }

  /** Puts each configuration into the network once, however many names lead to it. */
  #carry(
    name: string,
    { databases }: DatabaseAccessArgs,
    networkId: pulumi.Output<string>,
    accepters: Accepters,
  ): Names {
    return onceEach(databases, (of, database) =>
      this.#associate(`${name}-${of}`, database, networkId, accepters.get(database.resourceShareArn)),
    );
  }

  #associate(
    name: string,
    database: SharedDatabase,
    serviceNetworkId: pulumi.Output<string>,
    accepter: ram.ResourceShareAccepter | undefined,
  ): pulumi.Output<string | undefined> {
    const { resourceConfigurationArn: arn, customDomainName } = database;
    const association = new vpclattice.ServiceNetworkResourceAssociation(
      name,
      {
        // The id, not the ARN: the provider reads the id back and would want to replace the association.
        resourceConfigurationIdentifier: resourceConfigurationId(arn) ?? arn,
        serviceNetworkIdentifier: serviceNetworkId,
        ...(customDomainName !== undefined && { privateDnsEnabled: true }),
      },
      // A share that is not accepted yet cannot be seen, and no output carries that order.
      { parent: this, ...(accepter !== undefined && { dependsOn: [accepter] }) },
    );
    return association.dnsEntries.apply((entries) => entries[0]?.domainName);
  }

  /** One endpoint to the network, and so to everything in it. */
  #byNetwork(
    name: string,
    { databases, ...args }: DatabaseAccessArgs,
    { subnetIds }: AccessEndpoints,
    securityGroupId: pulumi.Output<string>,
    serviceNetworkArn: pulumi.Output<string>,
    carried: Names,
  ) {
    const common = { vpcId: args.vpcId, subnetIds, securityGroupId, privateDns: args.privateDns ?? true };
    const target: LatticeEndpointArgs["target"] = { serviceNetworkArn };
    const { id } = latticeEndpoint(`${name}-endpoint`, { ...common, databases, target }, { parent: this });
    const listed = endpointAssociations(id, Object.values(carried), this);
    const nameOf = (database: SharedDatabase) => listed.apply((all) => endpointNameOf(all, database, databases));
    return { endpointIds: [id], latticeNames: mapped(databases, nameOf) };
  }

  /** One endpoint to each configuration, without a service network. */
  #byResource(
    name: string,
    { databases, ...args }: DatabaseAccessArgs,
    { subnetIds }: AccessEndpoints,
    securityGroupId: pulumi.Output<string>,
    accepters: Accepters,
  ): Way {
    const common = { vpcId: args.vpcId, subnetIds, securityGroupId, privateDns: args.privateDns ?? true };
    const ids = onceEach(databases, (of, database) => {
      const target = { resourceConfigurationArn: database.resourceConfigurationArn };
      const accepter = accepters.get(database.resourceShareArn);
      return latticeEndpoint(
        `${name}-${of}-endpoint`,
        { ...common, databases: { [of]: database }, target },
        { parent: this, ...(accepter !== undefined && { dependsOn: [accepter] }) },
      ).id;
    });
    const listed = new Map([...new Set(Object.values(ids))].map((id) => [id, endpointAssociations(id, [], this)]));
    const latticeNames = mapped(databases, (database, key) => {
      const all = ids[key] && listed.get(ids[key]);
      return all?.apply((some) => endpointNameOf(some, database, databases)) ?? pulumi.output(undefined);
    });
    return { endpointIds: [...listed.keys()], latticeNames };
  }
}

function mapped<Value>(databases: SharedDatabases, make: (database: SharedDatabase, key: string) => Value) {
  return Object.fromEntries(Object.entries(databases).map(([key, one]) => [key, make(one, key)] as const));
}

/** Something made once of each configuration, by every database that comes by it. */
function onceEach<Made>(databases: SharedDatabases, make: (of: string, database: SharedDatabase) => Made) {
  const made = new Map<string, Made>();
  return mapped(databases, (database, key): Made => {
    const { of = key, resourceConfigurationArn: arn } = database;
    const found = made.get(arn) ?? make(of, database);
    made.set(arn, found);
    return found;
  });
}

/** What is wrong with the arguments; empty when nothing is. */
export function databaseAccessProblems(args: Pick<DatabaseAccessArgs, "databases">): string[] {
  const names = privateNames(args.databases).dnsOptions?.privateDnsSpecifiedDomains ?? [];
  const tooMany =
    `databases must have ${MOST_NAMES} domain names at most, those of RDS Proxies of one account together as one, ` +
    `got ${names.join(", ")}`;
  const wrong = Object.entries(args.databases)
    .filter(([, { resourceConfigurationArn }]) => resourceConfigurationId(resourceConfigurationArn) === undefined)
    .map(
      ([key, { resourceConfigurationArn }]) =>
        `databases.${key}.resourceConfigurationArn must be the ARN of a resource configuration, got "${resourceConfigurationArn}"`,
    );
  return names.length > MOST_NAMES ? [...wrong, tooMany] : wrong;
}
