import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import * as language from "@pulumi/pulumi/proto/language_pb";
import * as plugin from "@pulumi/pulumi/proto/plugin_pb";
import { unary } from "../../plugin/unary";
import { installDependencies } from "./install-dependencies";
import { programDependencies } from "./program-dependencies";
import { requiredPackages } from "./required-packages";
import { runPlugin } from "./run-plugin";
import { runProgram } from "./run-program";

/** The calls the engine makes for a deployment, a policy pack, `pulumi about` and `pulumi install`; gRPC answers UNIMPLEMENTED to the rest. */
export function languageRuntime(engineAddress: string): UntypedServiceImplementation {
  return {
    handshake: unary(() => new language.LanguageHandshakeResponse()),
    getPluginInfo: unary(() => {
      const info = new plugin.PluginInfo();
      info.setVersion("1.0.0");
      return info;
    }),
    getRequiredPackages: unary((request: language.GetRequiredPackagesRequest) => requiredPackages(request)),
    getRequiredPlugins: unary(() => new language.GetRequiredPluginsResponse()),
    getProgramDependencies: unary((request: language.GetProgramDependenciesRequest) => programDependencies(request)),
    runtimeOptionsPrompts: unary(() => new language.RuntimeOptionsResponse()),
    about: unary(() => {
      const about = new language.AboutResponse();
      about.setExecutable(process.execPath);
      about.setVersion(process.version);
      return about;
    }),
    cancel: unary(() => new Empty()),
    run: unary((request: language.RunRequest) => runProgram(request, engineAddress)),
    runPlugin: (call: Parameters<typeof runPlugin>[0]) => {
      runPlugin(call);
    },
    installDependencies: (call: Parameters<typeof installDependencies>[0]) => {
      installDependencies(call);
    },
  };
}
