/** A value of the configuration: JSON where it is no plain text, which stands there without quotes. */
export function parsed(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
