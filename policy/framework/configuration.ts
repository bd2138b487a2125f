import { Server } from "@grpc/grpc-js";

/** How the engine configured one policy: its level, and its knobs beside that. */
export type PolicyConfiguration = Readonly<Record<string, unknown>> & { readonly enforcementLevel?: string };

/** The configuration of the whole pack, by policy; those nobody asked for by that name are among them. */
export type Configuration = Readonly<Record<string, PolicyConfiguration>>;

/** The engine's request, as far as it is read here. */
interface ConfigureCall {
  readonly request: {
    getPolicyconfigMap(): {
      entries(): Iterable<[string, { getProperties(): Struct | undefined; getEnforcementlevel(): number }]>;
    };
  };
}
interface Struct {
  toJavaScript(): Record<string, unknown>;
}
type Configure = (call: ConfigureCall, callback: unknown) => unknown;

/** The engine's numbers for levels (analyzer.proto). */
const levels = ["advisory", "mandatory", "disabled", "remediate"];

/**
 * Has every configuration that the engine sends told. The SDK hands each policy its own part alone, so nobody would see a
 * part whose policy does not exist; it starts its server itself, so the server is told to look on.
 */
export function watchConfiguration(told: (configuration: Configuration) => void): void {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called on the server it belongs to, below
  const add = Server.prototype.addService;
  Server.prototype.addService = function (service, implementation) {
    const configure = implementation.configure as Configure | undefined;
    const watched: Configure = (call, callback) => {
      told(configurationIn(call));
      return configure?.(call, callback);
    };
    add.call(this, service, { ...implementation, ...(configure !== undefined && { configure: watched as never }) });
  };
}

function configurationIn({ request }: ConfigureCall): Configuration {
  const entries = [...request.getPolicyconfigMap().entries()].map(([policy, config]) => {
    const enforcementLevel = levels[config.getEnforcementlevel()] ?? "";
    return [policy, { ...config.getProperties()?.toJavaScript(), enforcementLevel }] as const;
  });
  return Object.fromEntries(entries);
}
