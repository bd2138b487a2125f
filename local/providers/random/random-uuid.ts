import { output, text } from "../fields";
import { resourceType } from "../resource-type";
import { heldByState, keepers } from "./keepers";

export const randomUuid = resourceType({
  ...heldByState,
  token: "random:index/randomUuid:RandomUuid",
  label: "Random UUID",
  fields: { keepers, result: output(text()) },
  create: (call) => {
    const result = call.services.ids.uuid();
    return Promise.resolve({ id: result, kept: { result } });
  },
});
