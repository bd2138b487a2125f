import { output, text } from "../fields";
import { resourceType } from "../resource-type";
import { characterFields, characterProblems, randomCharacters } from "./characters";
import { heldByState } from "./keepers";

export const randomString = resourceType({
  ...heldByState,
  token: "random:index/randomString:RandomString",
  label: "Random String",
  fields: { ...characterFields, result: output(text()) },
  check: characterProblems,
  create: (call, inputs) => {
    const result = randomCharacters(inputs, (length) => call.services.ids.bytes(length));
    return Promise.resolve({ id: result, kept: { result } });
  },
});
