// ts-node's transpiler (tsconfig.json, "ts-node"). The program is read anew at each preview, and TypeScript's own
// transpileModule takes most of that time. Types are checked by `npm run typecheck`.
const { transform } = require("sucrase");

exports.create = () => {
  // Every line stays where it is, so stack traces need no source maps. Pulumi takes a trace for each promise and each
  // resource, and ts-node's mapping of those would be a third of a preview's time.
  Error.prepareStackTrace = undefined;
  return {
    transpile(source, { fileName }) {
      const options = { transforms: ["typescript", "imports"], disableESTransforms: true, filePath: fileName };
      const sameLines = { version: 3, sources: [fileName], names: [], mappings: "" };
      return { outputText: transform(source, options).code, sourceMapText: JSON.stringify(sameLines) };
    },
  };
};
