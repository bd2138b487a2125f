import { MemoryStore } from "../../local/state/memory-store";
import { sealsWith } from "../../local/state/seals";
import { noDatabases, type Caller, type Services } from "../../local/services/services";

export const owner: Caller = { account: "111111111111", region: "us-east-1" };
export const consumer: Caller = { account: "222222222222", region: "us-east-1" };
/** An account outside the organisation of the other two. */
export const outsider: Caller = { account: "999999999999", region: "us-east-1" };

/** Services on an empty store, with a clock that stands still and ids that count: nothing on disk, no databases. */
export function testServices(changes: Partial<Services> = {}): Services {
  let last = 0;
  const next = (): string => (++last).toString(16);
  return {
    store: new MemoryStore(),
    clock: { now: () => new Date("2026-11-21T12:00:00.000Z") },
    ids: {
      hex: (length) => next().padStart(length, "0"),
      uuid: () => `00000000-0000-4000-8000-${next().padStart(12, "0")}`,
      bytes: (length) => new Uint8Array(length).fill(++last),
    },
    seals: sealsWith(new Uint8Array(32).fill(7)),
    settings: {
      organization: {
        id: "o-localcloud1",
        managementAccount: "000000000001",
        outsiders: [outsider.account],
        units: { "ou-team-00000001": [consumer.account] },
        sharingEnabled: true,
      },
    },
    databases: noDatabases,
    ...changes,
  };
}
