import { awsScope } from "../aws-scope";
import type { Provider } from "../framework/provider";
import { withCommonProperties, withDefaultTags } from "./common-properties";
import { awsFunctions } from "./functions";
import { withJsonText } from "./json-text";
import { awsTypes } from "./types";

const types = new Map(Object.entries(awsTypes).map(([token, type]) => [token, withCommonProperties(type)]));

/** The classic AWS provider. */
export const awsProvider: Provider = {
  name: "aws",
  configure: (config) => awsScope("aws", config),
  type: (token) => types.get(token),
  function: (token) => awsFunctions[token],
  prepare: (type, inputs, scope) => withDefaultTags(type, withJsonText(type, inputs), scope),
};
