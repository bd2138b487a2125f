import { spawn } from "node:child_process";
import type { ServerWritableStream } from "@grpc/grpc-js";
import * as language from "@pulumi/pulumi/proto/language_pb";

type Call = ServerWritableStream<language.InstallDependenciesRequest, language.InstallDependenciesResponse>;

/** Answers `pulumi install`: `npm install` where the program is, its output streamed. */
export function installDependencies(call: Call): void {
  const cwd = call.request.getInfo()?.getProgramDirectory() ?? call.request.getDirectory();
  const child = spawn("npm", ["install"], { cwd, stdio: ["ignore", "pipe", "pipe"] });
  const write = (fill: (message: language.InstallDependenciesResponse) => void): void => {
    const message = new language.InstallDependenciesResponse();
    fill(message);
    call.write(message);
  };
  child.stdout.on("data", (chunk: Buffer) => {
    write((message) => {
      message.setStdout(chunk);
    });
  });
  child.stderr.on("data", (chunk: Buffer) => {
    write((message) => {
      message.setStderr(chunk);
    });
  });
  child.once("error", (error) =>
    call.emit("error", { code: 2, details: `npm could not be started: ${error.message}` }),
  );
  child.once("close", (code) => {
    if (code === 0) call.end();
    else call.emit("error", { code: 2, details: `npm install in ${cwd} failed with exit code ${String(code)}` });
  });
}
