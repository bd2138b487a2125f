import { output, text } from "../fields";
import { resourceType } from "../resource-type";
import { characterFields, characterProblems, randomCharacters } from "./characters";
import { heldByState } from "./keepers";

/** The password is in Pulumi's state, encrypted, and nowhere else. `bcryptHash` is not modelled. */
export const randomPassword = resourceType({
  ...heldByState,
  token: "random:index/randomPassword:RandomPassword",
  label: "Random Password",
  fields: { ...characterFields, result: output(text({ secret: true })) },
  check: characterProblems,
  create: (call, inputs) => {
    const result = randomCharacters(inputs, (length) => call.services.ids.bytes(length));
    return Promise.resolve({ id: "none", kept: { result } });
  },
});
