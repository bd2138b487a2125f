import type { Provider } from "../framework/provider";
import { randomId } from "./random-id";
import { randomPassword } from "./random-password";
import { randomString } from "./random-string";
import { randomUuid } from "./random-uuid";

const types = new Map([randomId, randomPassword, randomString, randomUuid].map((type) => [type.token, type]));

/** The random provider: it has no account, no Region and no configuration. */
export const randomProvider: Provider = {
  name: "random",
  configure: () => ({ account: "", region: "", defaultTags: {} }),
  type: (token) => types.get(token),
  function: () => undefined,
  prepare: (_type, inputs) => inputs,
};
