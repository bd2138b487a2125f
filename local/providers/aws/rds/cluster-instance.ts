import type { Entity } from "../../../state/store";
import {
  createClusterInstance,
  deleteClusterInstance,
  modifyClusterInstance,
  type ClusterInstanceSettings,
} from "../../../services/rds/clusters/cluster-instance";
import type { DbClusterInstance } from "../../../services/rds/clusters/entities";
import { clusterInstanceOf, findCluster } from "../../../services/rds/clusters/find";
import { choice, flag, integer, output, tags, text, type InputsOf } from "../../fields";
import { unlessGone } from "../../not-found";
import { resourceType, type Call, type Properties } from "../../resource-type";
import { timeouts } from "../../timeouts";
import { writtenVersion } from "./as-written";
import { keyArn } from "./key-arn";

const sameIgnoringCase = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase();

const fields = {
  applyImmediately: flag({ kept: true }),
  arn: output(text()),
  autoMinorVersionUpgrade: flag({ default: true }),
  availabilityZone: text({ computed: true, replaces: true }),
  caCertIdentifier: text({ computed: true }),
  clusterIdentifier: text({ required: true, replaces: true, same: sameIgnoringCase }),
  copyTagsToSnapshot: flag({ default: false }),
  dbSubnetGroupName: text({ computed: true, replaces: true }),
  dbiResourceId: output(text()),
  endpoint: output(text()),
  engine: choice(["aurora-mysql", "aurora-postgresql", "mysql", "postgres"], { required: true, replaces: true }),
  // The cluster's counts: a change here alone is an update that changes nothing.
  engineVersion: text({ computed: true }),
  engineVersionActual: output(text()),
  forceDestroy: flag({ default: false, kept: true }),
  identifier: text({ replaces: true, autoName: { maxLength: 63, lowerCase: true }, same: sameIgnoringCase }),
  instanceClass: text({ required: true }),
  kmsKeyId: output(text()),
  monitoringInterval: integer({ default: 0, oneOf: [0, 1, 5, 10, 15, 30, 60] }),
  monitoringRoleArn: text({ computed: true }),
  networkType: output(text()),
  performanceInsightsEnabled: flag({ computed: true }),
  performanceInsightsKmsKeyId: text({ computed: true, pattern: keyArn }),
  performanceInsightsRetentionPeriod: integer({ computed: true }),
  port: output(integer()),
  preferredMaintenanceWindow: text({ computed: true, same: sameIgnoringCase }),
  promotionTier: integer({ default: 0, min: 0, max: 15 }),
  publiclyAccessible: flag({ computed: true }),
  storageEncrypted: output(flag()),
  tags: tags(),
  timeouts,
  writer: output(flag()),
};

/** An instance of an Aurora cluster. */
export const clusterInstance = resourceType({
  token: "aws:rds/clusterInstance:ClusterInstance",
  label: "RDS Cluster Instance",
  fields,
  create: async (call, inputs) => {
    await createClusterInstance(call.services, call, {
      ...settingsOf(inputs),
      dbInstanceIdentifier: inputs.identifier,
      dbClusterIdentifier: inputs.clusterIdentifier,
      dbInstanceClass: inputs.instanceClass,
      dbSubnetGroupName: inputs.dbSubnetGroupName,
      availabilityZone: inputs.availabilityZone,
      engine: inputs.engine,
    });
    return inputs.identifier.toLowerCase();
  },
  read: (call, id, state) => {
    const found = clusterInstanceOf(call.services.store, call, id);
    return found && propertiesOf(call, found, state);
  },
  update: async (call, id, inputs) => {
    await modifyClusterInstance(call.services, call, id, settingsOf(inputs));
  },
  delete: (call, id) => unlessGone(deleted(call, id)),
});

async function deleted(call: Call, id: string): Promise<void> {
  await deleteClusterInstance(call.services, call, id);
}

function settingsOf(inputs: InputsOf<typeof fields>): ClusterInstanceSettings {
  return {
    dbInstanceClass: inputs.instanceClass,
    promotionTier: inputs.promotionTier,
    publiclyAccessible: inputs.publiclyAccessible,
    autoMinorVersionUpgrade: inputs.autoMinorVersionUpgrade,
    caCertificateIdentifier: inputs.caCertIdentifier,
    copyTagsToSnapshot: inputs.copyTagsToSnapshot,
    preferredMaintenanceWindow: inputs.preferredMaintenanceWindow?.toLowerCase(),
    monitoringInterval: inputs.monitoringInterval,
    monitoringRoleArn: inputs.monitoringRoleArn,
    performanceInsightsEnabled: inputs.performanceInsightsEnabled,
    performanceInsightsKmsKeyId: inputs.performanceInsightsKmsKeyId,
    performanceInsightsRetentionPeriod: inputs.performanceInsightsRetentionPeriod,
    tags: inputs.tags ?? {},
  };
}

function propertiesOf(call: Call, { id, arn, data }: Entity<DbClusterInstance>, state: Properties): Properties {
  const { data: cluster } = findCluster(call.services.store, call, data.dbClusterResourceId);
  return {
    ...data,
    arn,
    identifier: data.dbInstanceIdentifier,
    clusterIdentifier: cluster.dbClusterIdentifier,
    instanceClass: data.dbInstanceClass,
    caCertIdentifier: data.caCertificateIdentifier,
    dbSubnetGroupName: cluster.dbSubnetGroupName,
    endpoint: data.address,
    engine: cluster.engine,
    engineVersion: writtenVersion(cluster.engineVersion, state.engineVersion),
    engineVersionActual: cluster.engineVersion,
    kmsKeyId: cluster.kmsKeyId,
    networkType: cluster.networkType,
    port: cluster.port,
    storageEncrypted: cluster.storageEncrypted,
    writer: cluster.writer === id,
  };
}
