import assert from "node:assert/strict";
import { MemoryStore } from "../../../../local/state/memory-store";
import { createKey } from "../../../../local/services/kms/key";
import { logEventKind, logSerialsKind } from "../../../../local/services/logs/entities";
import { keptEvents, logEvents, putLogEvents } from "../../../../local/services/logs/log-events";
import { createLogGroup, deleteLogGroup, modifyLogGroup } from "../../../../local/services/logs/log-group";
import { owner, testServices } from "../../test-services";
import { refused } from "../refused";
import { keyRequest } from "../surroundings";

const settings = { deletionProtectionEnabled: false, tags: {} };
const named = (logGroupName: string) => ({ ...settings, logGroupName, logGroupClass: "STANDARD" as const });

describe("CloudWatch's log groups", () => {
  it("have unique names of AWS's letters", async () => {
    const services = testServices();
    const { arn } = await createLogGroup(services, owner, named("/db/orders"));
    assert.equal(arn, "arn:aws:logs:us-east-1:111111111111:log-group:/db/orders");
    const again = createLogGroup(services, owner, named("/db/orders"));
    await refused(again, "ResourceAlreadyExistsException", /The specified log group already exists/);
    await refused(createLogGroup(services, owner, named("a b")), "InvalidParameterException");
    await refused(createLogGroup(services, owner, named("aws/mine")), "InvalidParameterException", /reserved for AWS/);
  });

  it("keep events for one of AWS's own spans", async () => {
    const services = testServices();
    await createLogGroup(services, owner, { ...named("g"), retentionInDays: 365 });
    await refused(
      modifyLogGroup(services, owner, "g", { ...settings, retentionInDays: 364 }),
      "InvalidParameterException",
    );
  });

  it("take a key only when its policy lets CloudWatch Logs use it", async () => {
    const services = testServices();
    const key = await createKey(services, owner, keyRequest());
    const group = { ...named("g"), kmsKeyId: key.arn };
    const words = /is not allowed to be used with Arn 'arn:aws:logs:us-east-1:111111111111:log-group:g'/;
    await refused(createLogGroup(services, owner, group), "AccessDeniedException", words);
    const open = JSON.stringify({
      Statement: [
        { Effect: "Allow", Principal: { AWS: owner.account }, Action: "kms:*", Resource: "*" },
        { Effect: "Allow", Principal: { Service: "logs.us-east-1.amazonaws.com" }, Action: "kms:*", Resource: "*" },
      ],
    });
    const lets = await createKey(services, owner, { ...keyRequest(), policy: open });
    await createLogGroup(services, owner, { ...group, kmsKeyId: lets.arn });
  });

  it("are protected from deletion when that is asked", async () => {
    const services = testServices();
    await createLogGroup(services, owner, { ...named("g"), deletionProtectionEnabled: true });
    await refused(deleteLogGroup(services, owner, "g"), "ValidationException", /deletion protection/);
  });

  it("keep their newest events in order, and take them along when they go", async () => {
    const services = testServices();
    const { arn } = await createLogGroup(services, owner, named("g"));
    const event = (timestamp: number) => ({ timestamp, message: `event ${timestamp}` });
    await putLogEvents(
      services,
      `${arn}:*`,
      "stream",
      Array.from({ length: keptEvents }, (_, index) => event(index)),
    );
    await putLogEvents(services, arn, "stream", [event(keptEvents), event(keptEvents + 1)]);
    const messages = logEvents(services.store, arn).map((it) => it.message);
    assert.equal(messages.length, keptEvents);
    assert.deepEqual([messages[0], messages.at(-1)], ["event 2", `event ${keptEvents + 1}`]);
    await deleteLogGroup(services, owner, "g");
    assert.deepEqual(services.store.list(logEventKind), []);
    await refused(putLogEvents(services, arn, "stream", [event(1)]), "ResourceNotFoundException");
  });

  it("append without a look at the events before, and write no more than what changes", async () => {
    const changes: number[] = [];
    const store = new MemoryStore((commit) => Promise.resolve(void changes.push(commit.length)));
    const services = testServices({ store });
    const { arn } = await createLogGroup(services, owner, named("g"));
    const event = { timestamp: 0, message: "event" };
    await putLogEvents(services, arn, "stream", Array<typeof event>(keptEvents).fill(event));
    store.list = () => assert.fail("listed");
    changes.length = 0;
    for (let at = 0; at < 3; at++) await putLogEvents(services, arn, "stream", [event]);
    // The new event, the oldest one's deletion, and which there are.
    assert.deepEqual(changes, [3, 3, 3]);
    assert.equal(logEvents(store, arn).length, keptEvents);
  });

  it("go on where a local cloud ended that kept no serial numbers", async () => {
    const services = testServices();
    const { arn } = await createLogGroup(services, owner, named("g"));
    const event = (timestamp: number) => ({ timestamp, message: `event ${timestamp}` });
    await putLogEvents(services, arn, "stream", [event(1), event(2)]);
    await services.store.delete(logSerialsKind, arn);
    await putLogEvents(services, arn, "stream", [event(3)]);
    assert.deepEqual(
      logEvents(services.store, arn).map((it) => it.message),
      ["event 1", "event 2", "event 3"],
    );
  });
});
