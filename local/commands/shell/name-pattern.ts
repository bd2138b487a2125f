/** A psql pattern for names: regular expressions for PostgreSQL's `~`, each for the whole of a name. */
export interface NamePattern {
  readonly schema?: string;
  readonly name: string;
}

/** Reads `NAME` or `SCHEMA.NAME`: lower case unless in double quotes, `*` and `?` as wildcards outside them. */
export function namePattern(text: string): NamePattern {
  const parts = [""];
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    const isDoubled = quoted && character === '"' && text.charAt(at + 1) === '"';
    if (isDoubled) at += 1;
    else if (character === '"') {
      quoted = !quoted;
      continue;
    } else if (character === "." && !quoted) {
      parts.push("");
      continue;
    }
    parts.push(`${parts.pop() ?? ""}${asPattern(character, quoted)}`);
  }
  const [name = "", schema] = parts.reverse().map((part) => `^(${part === "" ? ".*" : part})$`);
  return schema === undefined ? { name } : { schema, name };
}

function asPattern(character: string, quoted: boolean): string {
  if (!quoted && character === "*") return ".*";
  if (!quoted && character === "?") return ".";
  const exact = quoted ? character : character.toLowerCase();
  return /[\\^$.|?*+()[\]{}]/.test(exact) ? `\\${exact}` : exact;
}
