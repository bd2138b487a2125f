import { parsePortRange } from "../../../aws/ports";
import { invalid } from "./errors";

/** Refuses what is not a port (`5432`) or a range (`5432-5440`) within 1-65535. */
export function checkPortRanges(portRanges: readonly string[]): void {
  for (const range of portRanges) {
    const ports = parsePortRange(range);
    if (ports === undefined || ports.from < 1 || ports.to > 65535 || ports.from > ports.to) {
      throw invalid(`'${range}' is not a port range: use a port of 1 to 65535 or two, the lower first, with a hyphen`);
    }
  }
}
