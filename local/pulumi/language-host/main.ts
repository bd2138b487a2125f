/**
 * `pulumi-language-nodejs`: Pulumi's Node.js language host, for a CLI that came without one (a build from Go modules).
 * Started by the engine with the engine's address as last argument; prints its port and serves until the engine ends.
 * Protocol: pulumi/proto/language.proto.
 */
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import { servePlugin } from "../../plugin/serve-plugin";
import { endChildren } from "./child";
import { languageRuntime } from "./language-runtime";

servePlugin("the language host", LanguageRuntimeService, languageRuntime(process.argv.at(-1) ?? ""), endChildren);
