/** The path `require` would find from `folder`, or undefined. */
export function resolveFrom(folder: string, module: string): string | undefined {
  try {
    return require.resolve(module, { paths: [folder] });
  } catch {
    return undefined;
  }
}
