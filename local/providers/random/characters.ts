import { flag, integer, text } from "../fields";
import type { InputsOf } from "../fields";
import type { Problem, Properties } from "../resource-type";
import { keepers } from "./keepers";

/** What a random string or password is made of; defaults as the real provider's. */
export const characterFields = {
  length: integer({ required: true, replaces: true, min: 1 }),
  lower: flag({ default: true, replaces: true }),
  upper: flag({ default: true, replaces: true }),
  numeric: flag({ default: true, replaces: true }),
  special: flag({ default: true, replaces: true }),
  minLower: integer({ default: 0, replaces: true, min: 0 }),
  minUpper: integer({ default: 0, replaces: true, min: 0 }),
  minNumeric: integer({ default: 0, replaces: true, min: 0 }),
  minSpecial: integer({ default: 0, replaces: true, min: 0 }),
  /** Instead of the provider's own special characters. */
  overrideSpecial: text({ replaces: true }),
  keepers,
};

type Characters = InputsOf<typeof characterFields>;

const LOWER = "abcdefghijklmnopqrstuvwxyz";
const DIGITS = "0123456789";
const SPECIAL = "!@#$%&*()-_=+[]{}<>:?";

/** Text of `length` characters with at least so many of each class, each character equally likely. */
export function randomCharacters(characters: Characters, bytes: (length: number) => Uint8Array): string {
  const special = characters.overrideSpecial ?? SPECIAL;
  const classes = [
    { use: characters.lower, letters: LOWER, least: characters.minLower },
    { use: characters.upper, letters: LOWER.toUpperCase(), least: characters.minUpper },
    { use: characters.numeric, letters: DIGITS, least: characters.minNumeric },
    { use: characters.special, letters: special, least: characters.minSpecial },
  ];
  const all = classes.map(({ use, letters }) => (use ? letters : "")).join("");
  const certain = classes.flatMap(({ letters, least }) => Array.from({ length: least }, () => pick(letters, bytes)));
  const rest = Array.from({ length: characters.length - certain.length }, () => pick(all, bytes));
  return shuffled([...certain, ...rest], bytes).join("");
}

/** What cannot be made of these settings. */
export function characterProblems(inputs: Properties): readonly Problem[] {
  const least = ["minLower", "minUpper", "minNumeric", "minSpecial"].map((key) => Number(inputs[key] ?? 0));
  const sum = least.reduce((total, it) => total + it, 0);
  const length = Number(inputs.length);
  const classes = ["lower", "upper", "numeric", "special"];
  return [
    ...(length < sum
      ? [{ property: "length", reason: `must be at least ${sum}, the sum of the minimums, got ${length}` }]
      : []),
    ...(classes.every((key) => inputs[key] === false)
      ? [{ property: "special", reason: `one of ${classes.join(", ")} must be true` }]
      : []),
  ];
}

function shuffled(letters: readonly string[], bytes: (length: number) => Uint8Array): readonly string[] {
  const result = [...letters];
  for (let last = result.length - 1; last > 0; last--) {
    const other = below(last + 1, bytes);
    [result[last], result[other]] = [result[other] ?? "", result[last] ?? ""];
  }
  return result;
}

function pick(letters: string, bytes: (length: number) => Uint8Array): string {
  return letters.charAt(below(letters.length, bytes));
}

/** A whole number from 0 to `limit - 1`, each as likely: what 32 bits do not divide evenly is drawn again. */
function below(limit: number, bytes: (length: number) => Uint8Array): number {
  const fair = Math.floor(2 ** 32 / limit) * limit;
  for (;;) {
    const drawn = Buffer.from(bytes(4)).readUInt32BE();
    if (drawn < fair) return drawn % limit;
  }
}
