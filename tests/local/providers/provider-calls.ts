import type { Operations } from "../../../local/providers/framework/operations";
import type { CheckAnswer, DiffAnswer, ReadAnswer } from "../../../local/providers/requests";
import type { Properties } from "../../../local/providers/resource-type";

/** One resource type as a provider instance of an account handles it: what the engine would ask. */
export function resourceOf(operations: Operations, provider: string, type: string, account: string) {
  const about = {
    provider,
    scope: { account, region: "us-east-1", defaultTags: {} },
    urn: "urn:thing",
    type,
    name: "thing",
  };
  const check = (news: Properties): CheckAnswer => operations.check({ ...about, olds: {}, news, randomSeed: "5eed" });
  return {
    check,
    /** Checks, and creates if the check has nothing against it. */
    async create(
      news: Properties,
    ): Promise<{ readonly id: string; readonly properties: Properties; readonly inputs: Properties }> {
      const { inputs, failures } = check(news);
      if (failures.length > 0) throw new Error(JSON.stringify(failures));
      const created = await operations.create({ ...about, inputs, preview: false });
      return { ...created, inputs };
    },
    read: (id: string, inputs?: Properties, properties: Properties = {}): Promise<ReadAnswer> =>
      operations.read({ ...about, id, properties, ...(inputs && { inputs }) }),
    diff: (oldInputs: Properties, news: Properties): DiffAnswer =>
      operations.diff({ ...about, id: "x", oldInputs, oldOutputs: {}, news: check(news).inputs }),
    update: async (id: string, oldOutputs: Properties, news: Properties): Promise<Properties> =>
      (await operations.update({ ...about, id, oldOutputs, news: check(news).inputs, preview: false })).properties,
    delete: (id: string, properties: Properties = {}): Promise<null> => operations.delete({ ...about, id, properties }),
  };
}
