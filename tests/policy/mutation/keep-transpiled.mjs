/** Has each TypeScript file transpiled once, however often it is loaded: what Stryker mutates does not change on disk. */
export function keepTranspiled(extensions) {
  const load = extensions[".ts"];
  const outputs = new Map();
  extensions[".ts"] = (module, file) => {
    const known = outputs.get(file);
    if (known !== undefined) return module._compile(known, file);
    const compile = module._compile;
    module._compile = (output, name) => {
      outputs.set(name, output);
      return compile.call(module, output, name);
    };
    return load(module, file);
  };
}
