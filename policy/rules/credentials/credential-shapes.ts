/** What a text gives away, and the part that does. The part is never shown, only held against allowed patterns. */
export interface Leak {
  readonly what: string;
  readonly part: string;
}

interface Shape {
  readonly what: string;
  readonly pattern: RegExp;
  /** Whether it may only ever be written by hand, so that it counts in a place meant for secrets as well. */
  readonly handmade?: true;
}

const shapes: readonly Shape[] = [
  {
    what: "an AWS access key id",
    pattern: /(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])/g,
    handmade: true,
  },
  { what: "a private key", pattern: /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/g, handmade: true },
  // A password that begins like a placeholder ($PASS, ${pass}, {{resolve:…}}, <pass>, %s, ***) is filled in later.
  { what: "a URL with a password", pattern: /\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@]*:[^\s/@${<%*][^\s/@]*@/gi },
  {
    what: "an AWS secret access key",
    // 40 characters of base64 after a name, with both cases: a digest in hexadecimal is as long.
    pattern:
      /(?:secret|Secret|SECRET)[\w-]{0,20}["']?\s*[:=]\s*["']?(?=[A-Za-z0-9/+]*[a-z])(?=[a-z0-9/+]*[A-Z])[A-Za-z0-9+][A-Za-z0-9/+]{39}(?![A-Za-z0-9/+=])/g,
  },
];

/** Names that say what their value is: `DB_PASS`, `PGPASSWORD`, `MYSQL_PWD`, `masterPassphrase`; not `bypass`. */
const passwordName = /(?<!by|com|sur|tres)(pass|passwd|password|passphrase|pwd)$/i;
/** What stands for a password and is none: a placeholder, a switch, a place (an ARN, a path, an address, a file). */
const noPassword = /^(\s*$|[${<%*{]|arn:|(true|false|yes|no|none|null)$|[\w.+-]*:\/\/|\/|[\w.-]+\/[\w./-]+$)/i;
/** A password among a connection string's settings: `Server=db;Pwd=…`, `host=db password=…`, `jdbc:…?user=a&password=…`. */
const connectionPassword = /(?:^|[;?&\s])(?:password|passwd|pwd)\s*=\s*['"]?([^\s;&'"]+)/gi;

/** The same of a value by the name it has, and of the settings in it. */
export function namedLeaksIn(name: string, value: string): readonly Leak[] {
  const settings = [...value.matchAll(connectionPassword)].filter(([, password = ""]) => !noPassword.test(password));
  return [
    ...leaksIn(`${name}=${value}`),
    ...(passwordName.test(name) && !noPassword.test(value) ? [{ what: "a password", part: value }] : []),
    ...settings.map(([part]) => ({ what: "a connection string with a password", part: part.trim() })),
  ];
}

/** Credentials written out in a text. In a place meant for secrets, only those no program makes up. */
export function leaksIn(text: string, inSecret = false): readonly Leak[] {
  return shapes
    .filter(({ handmade }) => !inSecret || handmade === true)
    .flatMap(({ what, pattern }) => [...text.matchAll(pattern)].map(([part]) => ({ what, part })));
}

/** A text and, where it is base64 as launch templates take user data, what that stands for. */
export function withDecoded(text: string): string {
  const compact = text.replace(/\s/g, "");
  if (!/^[A-Za-z0-9+/]{16,}={0,2}$/.test(compact)) return text;
  return `${text}\n${Buffer.from(compact, "base64").toString("utf8")}`;
}
