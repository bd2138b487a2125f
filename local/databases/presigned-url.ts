import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** A request signed in its query by AWS Signature Version 4, taken apart. */
export interface PresignedUrl {
  /** With the port, as it was signed. */
  readonly host: string;
  readonly query: ReadonlyMap<string, string>;
}

/** What the signature is of and by, from the query's `X-Amz-…` parameters. */
export interface SignatureScope {
  readonly accessKeyId: string;
  readonly region: string;
  readonly service: string;
  readonly signedAt: Date;
  readonly expiresInSeconds: number;
  readonly sessionToken: string | undefined;
}

const SIGNATURE = "X-Amz-Signature";
const TIME = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

/** Undefined for a text that is no `host:port/?name=value&…` (Go's SDK leaves the slash out), or names a parameter twice. */
export function parsePresignedUrl(text: string): PresignedUrl | undefined {
  const [, host, queryText] = /^([^/?#@\s]+)\/?\?([^#\s]+)$/.exec(text) ?? [];
  if (host === undefined || queryText === undefined) return undefined;
  const pairs = queryText.split("&").map((pair) => pair.split("="));
  const query = new Map<string, string>();
  try {
    for (const [name, value, ...rest] of pairs) {
      if (name === undefined || value === undefined || rest.length > 0 || query.has(name)) return undefined;
      query.set(decodeURIComponent(name), decodeURIComponent(value));
    }
  } catch {
    return undefined;
  }
  return { host, query };
}

/** Undefined where a parameter is missing or not as Signature Version 4 writes it. */
export function signatureScope({ query }: PresignedUrl): SignatureScope | undefined {
  const [accessKeyId, date, region, service, end] = (query.get("X-Amz-Credential") ?? "").split("/");
  const [, year, month, day, hour, minute, second] = TIME.exec(query.get("X-Amz-Date") ?? "") ?? [];
  const expires = query.get("X-Amz-Expires") ?? "";
  if (accessKeyId === undefined || region === undefined || service === undefined || end !== "aws4_request")
    return undefined;
  if (query.get("X-Amz-Algorithm") !== "AWS4-HMAC-SHA256" || query.get("X-Amz-SignedHeaders") !== "host")
    return undefined;
  if (year === undefined || date !== `${year}${month ?? ""}${day ?? ""}` || !/^\d{1,6}$/.test(expires))
    return undefined;
  const signedAt = new Date(`${year}-${month ?? ""}-${day ?? ""}T${hour ?? ""}:${minute ?? ""}:${second ?? ""}Z`);
  if (Number.isNaN(signedAt.getTime())) return undefined;
  const sessionToken = query.get("X-Amz-Security-Token");
  return { accessKeyId, region, service, signedAt, expiresInSeconds: Number(expires), sessionToken };
}

/** Whether a GET of `/` with this host and query was signed with the secret. */
export function isSignedWith(secretAccessKey: string, url: PresignedUrl, scope: SignatureScope): boolean {
  const time = url.query.get("X-Amz-Date") ?? "";
  const credentialScope = [time.slice(0, 8), scope.region, scope.service, "aws4_request"];
  const request = ["GET", "/", canonicalQuery(url.query), `host:${url.host}`, "", "host", sha256("")].join("\n");
  const toSign = ["AWS4-HMAC-SHA256", time, credentialScope.join("/"), sha256(request)].join("\n");
  const key = credentialScope.reduce(hmac, Buffer.from(`AWS4${secretAccessKey}`, "utf8"));
  const expected = hmac(key, toSign);
  const given = Buffer.from(url.query.get(SIGNATURE) ?? "", "hex");
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function canonicalQuery(query: ReadonlyMap<string, string>): string {
  return [...query]
    .filter(([name]) => name !== SIGNATURE)
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join("&");
}

/** RFC 3986: what encodeURIComponent leaves alone and AWS does not. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text, "utf8").digest();
}

function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}
