/** Property paths as Pulumi prints them. */
export function member(path: string, key: string): string {
  if (!/^[A-Za-z_$][\w$]*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
}

export function element(path: string, index: number): string {
  return `${path}[${index}]`;
}
