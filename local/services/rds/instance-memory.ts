const GIB = 2 ** 30;

/** GiB by size, of the families with 4 GiB a processor (`m`); `r` has twice, `x2g` four times and `x2iedn` eight times as much. */
const general: Readonly<Record<string, number>> = {
  ...{ micro: 1, small: 2, medium: 4 },
  ...{ large: 8, xlarge: 16, "2xlarge": 32, "4xlarge": 64, "8xlarge": 128, "12xlarge": 192, "16xlarge": 256 },
  ...{ "24xlarge": 384, "32xlarge": 512, "48xlarge": 768 },
};

/**
 * `DBInstanceClassMemory`, in bytes: the class's memory (RDS user guide, "Hardware specifications for DB instance
 * classes", November 2026). AWS takes off what the operating system and RDS need, and does not say how much.
 */
export function instanceClassMemory(instanceClass: string): number {
  const [, family = "", size = ""] = instanceClass.split(".");
  return (general[size] ?? 0) * factorOf(family) * GIB;
}

function factorOf(family: string): number {
  if (family === "x2iedn") return 8;
  if (family.startsWith("x")) return 4;
  return family.startsWith("r") ? 2 : 1;
}
