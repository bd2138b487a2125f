import { invalid } from "./errors";

/** Refuses what is not a port (`5432`) or a range (`5432-5440`) within 1-65535. */
export function checkPortRanges(portRanges: readonly string[]): void {
  for (const range of portRanges) {
    const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(range);
    const first = Number(match?.[1]);
    const last = Number(match?.[2] ?? match?.[1]);
    if (match === null || first < 1 || last > 65535 || first > last) {
      throw invalid(`'${range}' is not a port range: use a port of 1 to 65535 or two, the lower first, with a hyphen`);
    }
  }
}
