import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as vpclattice from "@pulumi/aws/vpclattice";
import * as native from "@pulumi/aws-native/vpclattice";
import * as pulumi from "@pulumi/pulumi";

import { logGroupArgs, logSettingsProblems, type LogSettings } from "../watch/log-settings";

export interface ServiceNetworkArgs extends LogSettings {
  /**
   * Whether the network may be shared with other accounts by RAM. Cannot be changed later.
   * @default false
   */
  readonly shareable?: boolean;
}

/**
 * A VPC Lattice service network with an access log of database connections.
 *
 * Its auth type is AWS_IAM without a policy, which denies every Lattice *service* somebody might add. It does NOT
 * guard databases: auth policies do not apply to resource configurations.
 */
export class ServiceNetwork extends pulumi.ComponentResource {
  /** Id of the network, `sn-…`. */
  readonly networkId: pulumi.Output<string>;
  /** ARN of the network. */
  readonly arn: pulumi.Output<string>;
  /** Name of the log group that has the access log. */
  readonly accessLogGroupName: pulumi.Output<string>;

  constructor(name: string, args: ServiceNetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("lattice-db:index:ServiceNetwork", name, args, opts);
    const problems = logSettingsProblems(args);
    if (problems.length > 0) {
      throw new pulumi.ResourceError(`ServiceNetwork "${name}": ${problems.join("; ")}`, this, true);
    }
    const parent = { parent: this };

    // aws-native, because only it has sharingConfig.
    const network = new native.ServiceNetwork(
      `${name}-network`,
      { authType: "AWS_IAM", sharingConfig: { enabled: args.shareable ?? false } },
      parent,
    );
    const logs = new cloudwatch.LogGroup(`${name}-access-logs`, logGroupArgs(args), parent);
    new vpclattice.AccessLogSubscription(
      `${name}-access-log`,
      // The default, SERVICE, would leave out database connections.
      { resourceIdentifier: network.awsId, destinationArn: logs.arn, serviceNetworkLogType: "RESOURCE" },
      parent,
    );

    this.networkId = network.awsId;
    this.arn = network.arn;
    this.accessLogGroupName = logs.name;
    this.registerOutputs({ networkId: this.networkId, arn: this.arn });
  }
}
