import type { Fields, InputsOf } from "./fields";
import type { Call, Properties } from "./resource-type";

/** One function of a provider (a Pulumi "invoke"), e.g. `aws:index/getCallerIdentity:getCallerIdentity`. */
export interface ProviderFunctionDefinition<F extends Fields> {
  readonly token: string;
  readonly fields: F;
  readonly invoke: (call: Call, inputs: InputsOf<F>) => Promise<Properties> | Properties;
}

/** A function as the framework holds it, its inputs' type forgotten. */
export type ProviderFunction = ProviderFunctionDefinition<Fields>;

/** Puts a definition into the table's type. The framework hands it only inputs it has checked against `fields`. */
export function providerFunction<F extends Fields>(definition: ProviderFunctionDefinition<F>): ProviderFunction {
  return definition as unknown as ProviderFunction;
}
