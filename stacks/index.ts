import * as pulumi from "@pulumi/pulumi";

import { readConfig } from "./config";
import { broughtServiceNetwork } from "./brought-service-network";
import { consumer } from "./consumer";
import { grantNotices } from "./grant-notices";
import { foundSurroundings } from "./found-surroundings";
import { byConfiguration } from "./endpoint-names";
import { withOwnFrames } from "./own-frames";
import { networkCounts } from "./network-counts";
import { checkIpv6 } from "./ipv6-kept";
import { ownOutputs } from "./own-outputs";
import type { Values } from "./own-values";
import { checkOutsiders } from "./outsiders";
import { producer } from "./producer";
import { databasesOfProducers } from "./producers";
import { standAlone } from "./fleet-members";
import { consumerCounts, producerCounts } from "./quota-counts";
import { checkQuotas } from "./quotas";
import { checkRetired } from "./retired-databases";
import { withoutRetired } from "./retired-parts";
import { revocationNotices } from "./revoked-accounts";
import { secretKeys } from "./secret-keys";
import { checkSettled } from "./settled";
import { standing as standingOf } from "./standing";
import { checkShares } from "./unseen-shares";
import { consumerWayNotices, producerWayNotices } from "./way-notices";
import { databasesHad, withdrawalNotices, withdrawnDatabases } from "./withdrawn-databases";
import { checkZones } from "./zones";

// A function, because the engine awaits it: configuration and contract are checked before anything is registered.
export = async (): Promise<object> => {
  try {
    return await program(pulumi.getStack(), pulumi.runtime.allConfig(), secretKeys());
  } catch (error) {
    throw withOwnFrames(error);
  }
};

async function program(stack: string, values: Values, secrets: readonly string[]): Promise<object> {
  const config = readConfig(stack, values, secrets);
  const before = await ownOutputs();
  if (config.role === "producer") {
    checkRetired(stack, config, before);
    checkSettled(stack, config.databases, before);
    await checkZones(stack, config);
    await checkOutsiders(stack, config);
    const alone = standAlone(config.databases, before);
    const counted = [...producerCounts(config.databases, alone), ...networkCounts(config)];
    const counts = await checkQuotas(stack, config.aws.place.region, counted);
    const revoked = revocationNotices(before, withoutRetired(byConfiguration(config.databases), config.retire));
    const { standing, notices } = await standingOf(stack, config, before);
    const kept = await checkIpv6(stack, config, before);
    const ways = [...producerWayNotices(stack, config.databases), ...grantNotices(stack, config.databases)];
    warn([...counts, ...revoked, ...notices, ...kept, ...ways]);
    return producer(config, { alone, standing, ...(await foundSurroundings(stack, config, standing, before)) });
  }
  const wanted = { ...config, place: config.aws.place, had: databasesHad(before) };
  const databases = await databasesOfProducers(wanted);
  await checkZones(stack, config);
  await checkIpv6(stack, config, before);
  const serviceNetwork = await broughtServiceNetwork(stack, config);
  const unsure = await checkShares(stack, wanted, databases);
  const counts = await checkQuotas(stack, config.aws.place.region, consumerCounts(databases));
  const withdrawn = withdrawalNotices(stack, wanted, databases);
  warn([...counts, ...withdrawn, ...consumerWayNotices(stack, wanted, unsure)]);
  return consumer(config, databases, { withdrawn: withdrawnDatabases(wanted, databases), serviceNetwork });
}

function warn(notices: readonly string[]): void {
  for (const notice of notices) void pulumi.log.warn(notice);
}
