import { AwsError } from "../../../local/ground/aws-error";
import type { Caller } from "../../../local/services/services";
import type { Topology } from "../../../reachability/topology";
import { region } from "../written/written";
import type { Side } from "./plan";

export const callers: Readonly<Record<Side, Caller>> = {
  producer: { account: "111111111111", region },
  consumer: { account: "222222222222", region },
};

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };
/** What was made, as a person would write it down: of the services only the ids are taken. */
export type Draft = Mutable<Omit<Topology, "complete" | "accounts">>;

/** What AWS refuses does not come to be. */
export async function granted<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof AwsError) return undefined;
    throw error;
  }
}
