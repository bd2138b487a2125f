import * as ec2 from "@pulumi/aws/ec2";
import * as ram from "@pulumi/aws/ram";
import * as vpc from "@pulumi/aws/vpc";
import * as vpclattice from "@pulumi/aws/vpclattice";
import * as pulumi from "@pulumi/pulumi";

import { latticeResourcesCidr, latticeResourcesIpv6Cidr } from "../../aws/lattice";
import { ServiceNetwork } from "../lattice/service-network";
import type { LogSettings } from "../watch/log-settings";

/** A database another account shares with this one. */
export interface SharedDatabase {
  /** ARN of its resource configuration. */
  readonly resourceConfigurationArn: string;
  /** ARN of the RAM share it came with. */
  readonly resourceShareArn: string;
  /** TCP port. */
  readonly port: number;
  /**
   * The database of which this is one more name, where it is: both come by one configuration, which is associated once
   * and by that name.
   * @default - the database itself
   */
  readonly of?: string;
  /**
   * The domain name by which the configuration leads to it, where it does: AWS answers the name in the VPC only where
   * that asks for it.
   * @default - an ARN, for whose names AWS makes a private zone by itself
   */
  readonly customDomainName?: string;
}

export interface DatabaseAccessArgs extends LogSettings {
  /** The clients' VPC. It gets its one service network association; AWS allows no second. */
  readonly vpcId: pulumi.Input<string>;
  /** The databases to reach, by a name that stays. With none there is the client security group and nothing else. */
  readonly databases: Readonly<Record<string, SharedDatabase>>;
  /**
   * Accepts the RAM invitations. Needed outside the owner's organisation, within 12 hours, and refused by RAM inside
   * it, where shares come without invitation, and for an account that has accepted before: nobody can leave a share of
   * VPC Lattice's resources, so that it is still there after `pulumi destroy`.
   * @default false
   */
  readonly acceptShares?: boolean;
  /**
   * Whether clients may come to databases by IPv6 too, where the VPC has such a range.
   * @default false
   */
  readonly ipv6?: boolean;
  /**
   * The security group of endpoints to AWS's APIs, which clients are let out to on port 443.
   * @default - clients reach databases alone
   */
  readonly awsEndpointsGroupId?: pulumi.Input<string>;
}

/**
 * Reaches shared databases from one VPC: a service network of this account's own, the shared configurations in it, and
 * the VPC associated with it. Only clients that carry the client security group get through, on the databases' ports.
 *
 * Cost: each configuration in the network by the hour, and data per GB; the association itself is free.
 *
 * @example new DatabaseAccess("access", { vpcId, logKeyArn, databases: contract.databases })
 */
export class DatabaseAccess extends pulumi.ComponentResource {
  /** The security group a client must carry. */
  readonly clientSecurityGroupId: pulumi.Output<string>;
  /** The account's service network, where there are databases: whom to ask for Lattice's own names of them. */
  readonly serviceNetworkId: pulumi.Output<string> | undefined;
  /** Name of the log group that has the network's access log, where there is one. */
  readonly accessLogGroupName: pulumi.Output<string> | undefined;
  /**
   * Lattice's own names, by database, where AWS tells them: of a database shared by its ARN it probably does not, since
   * the name is that of a child AWS manages, which no provider can look up. Connect to the database's `address`, whose
   * private zone AWS brings into the VPC (docs/unsure-about-aws.md, "The name to connect to").
   */
  readonly latticeNames: Readonly<Record<string, pulumi.Output<string | undefined>>>;

  constructor(name: string, args: DatabaseAccessArgs, opts?: pulumi.ComponentResourceOptions) {
    super("lattice-db:index:DatabaseAccess", name, args, opts);
    const problems = databaseAccessProblems(args);
    if (problems.length > 0) {
      throw new pulumi.ResourceError(`DatabaseAccess "${name}": ${problems.join("; ")}`, this, true);
    }
    const parent = { parent: this };

    const client = new ec2.SecurityGroup(
      `${name}-client-security-group`,
      { vpcId: args.vpcId, description: "Clients of shared databases", tags: { Name: `${name}-client` } },
      parent,
    );
    this.clientSecurityGroupId = client.id;
    if (args.awsEndpointsGroupId !== undefined) this.#openApis(`${name}-apis`, client.id, args.awsEndpointsGroupId);
    const way = Object.keys(args.databases).length > 0 ? this.#openWay(name, args, client.id) : undefined;
    this.serviceNetworkId = way?.serviceNetworkId;
    this.accessLogGroupName = way?.accessLogGroupName;
    this.latticeNames = way?.latticeNames ?? {};

    const { clientSecurityGroupId, serviceNetworkId, latticeNames } = this;
    this.registerOutputs({ clientSecurityGroupId, serviceNetworkId, latticeNames });
  }

  /** The service network with the databases in it, and the VPC's association, for clients only. */
  #openWay(name: string, args: DatabaseAccessArgs, clientId: pulumi.Output<string>) {
    const parent = { parent: this };
    const door = new ec2.SecurityGroup(
      `${name}-association-security-group`,
      {
        vpcId: args.vpcId,
        description: "Who in the VPC may use its Lattice association",
        tags: { Name: `${name}-association` },
      },
      parent,
    );
    for (const port of new Set(Object.values(args.databases).map((database) => database.port))) {
      this.#openPort(`${name}-${port}`, port, clientId, door.id);
      if (args.ipv6 === true) this.#openPortByIpv6(`${name}-${port}`, port, clientId);
    }
    const { logKeyArn, logRetentionDays } = args;
    const network = new ServiceNetwork(name, { logKeyArn, logRetentionDays }, parent);
    new vpclattice.ServiceNetworkVpcAssociation(
      `${name}-vpc`,
      {
        serviceNetworkIdentifier: network.networkId,
        vpcIdentifier: args.vpcId,
        securityGroupIds: [door.id],
        ...privateNames(args.databases),
      },
      // The provider replaces it for other names, and AWS takes no second one of a VPC beside it.
      { ...parent, deleteBeforeReplace: true },
    );
    const accepters = this.#accept(name, args.acceptShares === true ? args.databases : {});
    const associated = new Map<string, pulumi.Output<string | undefined>>();
    const latticeNames = Object.entries(args.databases).map(([key, database]) => {
      const { of = key, resourceConfigurationArn, resourceShareArn } = database;
      const made =
        associated.get(resourceConfigurationArn) ??
        this.#associate(`${name}-${of}`, database, network.networkId, accepters.get(resourceShareArn));
      associated.set(resourceConfigurationArn, made);
      return [key, made] as const;
    });
    const { networkId: serviceNetworkId, accessLogGroupName } = network;
    return { serviceNetworkId, accessLogGroupName, latticeNames: Object.fromEntries(latticeNames) };
  }

  #openPort(name: string, port: number, client: pulumi.Output<string>, door: pulumi.Output<string>): void {
    const parent = { parent: this };
    const tcp = { ipProtocol: "tcp", fromPort: port, toPort: port };
    new vpc.SecurityGroupEgressRule(
      `${name}-egress`,
      {
        ...tcp,
        securityGroupId: client,
        cidrIpv4: latticeResourcesCidr,
        description: "Client to databases in VPC Lattice",
      },
      parent,
    );
    new vpc.SecurityGroupIngressRule(
      `${name}-ingress`,
      { ...tcp, securityGroupId: door, referencedSecurityGroupId: client, description: "VPC Lattice from clients" },
      parent,
    );
  }

  /** VPC Lattice's names answer addresses of both kinds; what lets clients in goes by their group, whatever the kind. */
  #openPortByIpv6(name: string, port: number, client: pulumi.Output<string>): void {
    new vpc.SecurityGroupEgressRule(
      `${name}-egress-ipv6`,
      {
        ipProtocol: "tcp",
        fromPort: port,
        toPort: port,
        securityGroupId: client,
        cidrIpv6: latticeResourcesIpv6Cidr,
        description: "Client to databases in VPC Lattice by IPv6",
      },
      { parent: this },
    );
  }

  /** Where clients take on the role that logs in, for one. */
  #openApis(name: string, client: pulumi.Output<string>, group: pulumi.Input<string>): void {
    new vpc.SecurityGroupEgressRule(
      `${name}-egress`,
      {
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        securityGroupId: client,
        referencedSecurityGroupId: group,
        description: "Client to AWS APIs",
      },
      { parent: this },
    );
  }

  /** One accepter a share: several databases may have come with the same one. */
  #accept(name: string, databases: Readonly<Record<string, SharedDatabase>>): Map<string, ram.ResourceShareAccepter> {
    const accepters = new Map<string, ram.ResourceShareAccepter>();
    for (const [key, { of = key, resourceShareArn: shareArn }] of Object.entries(databases)) {
      if (accepters.has(shareArn)) continue;
      accepters.set(shareArn, new ram.ResourceShareAccepter(`${name}-${of}`, { shareArn }, { parent: this }));
    }
    return accepters;
  }

  #associate(
    name: string,
    database: SharedDatabase,
    serviceNetworkId: pulumi.Output<string>,
    accepter: ram.ResourceShareAccepter | undefined,
  ): pulumi.Output<string | undefined> {
    const association = new vpclattice.ServiceNetworkResourceAssociation(
      name,
      {
        // The id, not the ARN: the provider reads the id back and would want to replace the association.
        resourceConfigurationIdentifier: resourceConfigurationId(database.resourceConfigurationArn),
        serviceNetworkIdentifier: serviceNetworkId,
        ...(database.customDomainName !== undefined && { privateDnsEnabled: true }),
      },
      // A share that is not accepted yet cannot be seen, and no output carries that order.
      { parent: this, ...(accepter !== undefined && { dependsOn: [accepter] }) },
    );
    return association.dnsEntries.apply((entries) => entries[0]?.domainName);
  }
}

/**
 * Has the VPC resolve the domain names of configurations: nobody has verified them, so that each must be named. Of RDS
 * Proxies all of an account are named at once, since the association cannot be changed without cutting what is open.
 */
function privateNames(databases: DatabaseAccessArgs["databases"]) {
  const names = Object.values(databases).flatMap(({ customDomainName }) => customDomainName ?? []);
  if (names.length === 0) return {};
  const privateDnsSpecifiedDomains = [...new Set(names.map((name) => name.replace(PROXY, "*.proxy-")))].sort();
  return {
    privateDnsEnabled: true,
    dnsOptions: { privateDnsPreference: "VERIFIED_DOMAINS_AND_SPECIFIED_DOMAINS", privateDnsSpecifiedDomains },
  };
}

/** Of `orders-proxy-1a2b.proxy-abcdefghijkl.eu-west-1.rds.amazonaws.com` what is the proxy's own. */
const PROXY = /^[^.]+\.proxy-(?=[a-z0-9]+\.[a-z0-9-]+\.rds\.amazonaws\.com(?:\.cn)?$)/;

/** As many as AWS takes of one VPC. */
const MOST_NAMES = 10;

/** What is wrong with the arguments; empty when nothing is. */
export function databaseAccessProblems(args: Pick<DatabaseAccessArgs, "databases">): string[] {
  const names = privateNames(args.databases).dnsOptions?.privateDnsSpecifiedDomains ?? [];
  const tooMany =
    `databases must have ${MOST_NAMES} domain names at most, those of RDS Proxies of one account together as one, ` +
    `got ${names.join(", ")}`;
  const wrong = Object.entries(args.databases)
    .filter(([, { resourceConfigurationArn }]) => !RESOURCE_CONFIGURATION_ARN.test(resourceConfigurationArn))
    .map(
      ([key, { resourceConfigurationArn }]) =>
        `databases.${key}.resourceConfigurationArn must be the ARN of a resource configuration, got "${resourceConfigurationArn}"`,
    );
  return names.length > MOST_NAMES ? [...wrong, tooMany] : wrong;
}

const RESOURCE_CONFIGURATION_ARN =
  /^arn:[a-z-]+:vpc-lattice:[a-z0-9-]+:\d{12}:resourceconfiguration\/(rcfg-[0-9a-z]{17})$/;

function resourceConfigurationId(arn: string): string {
  return RESOURCE_CONFIGURATION_ARN.exec(arn)?.[1] ?? arn;
}
