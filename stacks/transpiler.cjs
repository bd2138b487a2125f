// ts-node's transpiler (tsconfig.json, "ts-node"): esbuild, because the program is read anew at each preview and TypeScript's
// own transpileModule takes most of that time. Types are checked by `npm run typecheck`.
const { transformSync } = require("esbuild");

exports.create = () => ({
  transpile(source, { fileName }) {
    const options = { loader: "ts", format: "cjs", target: "node20", sourcefile: fileName, sourcemap: "external" };
    const { code, map } = transformSync(source, options);
    return { outputText: code, sourceMapText: map };
  },
});
