import { existsSync, readFileSync } from "node:fs";
import { createSecureContext, type SecureContext } from "node:tls";
import { constants, createHash, createPrivateKey, webcrypto, X509Certificate } from "node:crypto";
import { join } from "node:path";
import type * as X509 from "@peculiar/x509";
import { writeWhole } from "../ground/write-whole";

/** What a server shows to prove a host name, with the digest SCRAM binds a login to. */
export interface ServerCertificate {
  readonly context: SecureContext;
  /** SHA-256 of the certificate: `tls-server-end-point` of RFC 5929. */
  readonly digest: Buffer;
}

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
interface CertificateName {
  readonly type: "dns" | "ip";
  readonly value: string;
}

const LOOPBACK_NAMES: readonly CertificateName[] = [
  { type: "dns", value: "localhost" },
  { type: "ip", value: "127.0.0.1" },
];

const DAY_MS = 24 * 60 * 60 * 1000;
const CA_DAYS = 10 * 365;
const SERVER_DAYS = 365;

/**
 * The local cloud's certificate authority: what `rds-ca-rsa2048-g1` and the others are to RDS. Its key stays in the
 * state folder (mode 0600); server certificates are made anew with each start and are never written down.
 */
export class CertificateAuthority {
  readonly #keyFile: string;
  /** PEM file with the certificate clients trust. */
  readonly certificateFile: string;
  readonly #issued = new Map<string, Issued>();
  #authority: Promise<Authority> | undefined;

  constructor(
    folder: string,
    private readonly now: () => Date = () => new Date(),
    private readonly notice: (text: string) => void = () => undefined,
  ) {
    this.#keyFile = join(folder, "ca-key.pem");
    this.certificateFile = join(folder, "ca.pem");
  }

  /** Makes the authority unless it exists; resolves to its certificate (PEM). */
  async certificate(): Promise<string> {
    return (await this.#open()).certificate;
  }

  /** The certificate for a host name, made when first asked for and again before it expires. */
  forHost(host: string): Promise<ServerCertificate> {
    return this.#forNames([{ type: "dns", value: host }]);
  }

  /** For a loopback port that leads to the host: clients of MySQL verify the name that they connect to, and no other. */
  forForward(host: string): Promise<ServerCertificate> {
    return this.#forNames([{ type: "dns", value: host }, ...LOOPBACK_NAMES]);
  }

  async #forNames(names: readonly CertificateName[]): Promise<ServerCertificate> {
    const authority = await this.#open();
    const key = names.map(({ value }) => value).join();
    const known = this.#issued.get(key);
    // A local cloud may run for longer than a certificate is valid.
    if (known !== undefined && this.now().getTime() < known.renewAt) return known.certificate;
    const renewAt = this.now().getTime() + (SERVER_DAYS / 2) * DAY_MS;
    const certificate = this.#issue(names, authority);
    this.#issued.set(key, { certificate, renewAt });
    return certificate;
  }

  #open(): Promise<Authority> {
    this.#authority ??= this.#read() ?? this.#create();
    return this.#authority;
  }

  /** The one that was made earlier; undefined where there is none that can sign now, or for half a year yet. */
  #read(): Promise<Authority> | undefined {
    const [certificate, key] = [this.certificateFile, this.#keyFile].map(textOf);
    if (certificate === undefined && key === undefined) return undefined;
    const flaw = flawOf(certificate ?? "", key ?? "", this.now().getTime());
    if (flaw === undefined) return Promise.resolve({ certificate: certificate ?? "", key: key ?? "" });
    this.notice(
      `the certificate authority in ${this.certificateFile} ${flaw} and was made anew: clients that were given it need the new one`,
    );
    return undefined;
  }

  async #create(): Promise<Authority> {
    const x509 = await library();
    const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
    const created = await x509.X509CertificateGenerator.createSelfSigned({
      name: "CN=lattice-db local RDS CA",
      keys,
      signingAlgorithm: ALGORITHM,
      ...this.#validity(CA_DAYS),
      extensions: [
        new x509.BasicConstraintsExtension(true, 0, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      ],
    });
    const key = await privateKeyPem(x509, keys.privateKey);
    writeWhole(this.#keyFile, key);
    writeWhole(this.certificateFile, created.toString("pem"));
    return { certificate: created.toString("pem"), key };
  }

  async #issue(names: readonly CertificateName[], authority: Authority): Promise<ServerCertificate> {
    const x509 = await library();
    const issuer = new x509.X509Certificate(authority.certificate);
    const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
    const signingKey = await webcrypto.subtle.importKey(
      "pkcs8",
      x509.PemConverter.decodeFirst(authority.key),
      ALGORITHM,
      false,
      ["sign"],
    );
    const created = await x509.X509CertificateGenerator.create({
      subject: "CN=lattice-db local RDS",
      issuer: issuer.subject,
      publicKey: keys.publicKey,
      signingKey,
      signingAlgorithm: ALGORITHM,
      ...this.#validity(SERVER_DAYS),
      extensions: [
        new x509.SubjectAlternativeNameExtension([...names]),
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
        await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
      ],
    });
    const context = createSecureContext({
      key: await privateKeyPem(x509, keys.privateKey),
      cert: created.toString("pem"),
      minVersion: "TLSv1.2",
      // No sessions are resumed, as PostgreSQL has it; tickets nobody takes cost a tenth of a handshake.
      secureOptions: constants.SSL_OP_NO_TICKET,
    });
    return { context, digest: createHash("sha256").update(Buffer.from(created.rawData)).digest() };
  }

  #validity(days: number): { readonly notBefore: Date; readonly notAfter: Date } {
    const now = this.now().getTime();
    return { notBefore: new Date(now - DAY_MS), notAfter: new Date(now + days * DAY_MS) };
  }
}

/** Why a certificate and its key cannot sign: damaged, of different pairs, or made while the clock was wrong. */
function flawOf(certificate: string, key: string, now: number): string | undefined {
  try {
    const read = new X509Certificate(certificate);
    if (!read.ca || !read.checkPrivateKey(createPrivateKey(key))) return "does not belong to its key";
    if (Date.parse(read.validFrom) > now) return `is valid from ${read.validFrom} only`;
    if (Date.parse(read.validTo) - now < SERVER_DAYS * DAY_MS) return `ends on ${read.validTo}`;
    return undefined;
  } catch {
    return "or its key is missing or damaged";
  }
}

function textOf(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}

interface Issued {
  readonly certificate: Promise<ServerCertificate>;
  /** Milliseconds since 1970. */
  readonly renewAt: number;
}

interface Authority {
  /** PEM. */
  readonly certificate: string;
  /** PEM, PKCS #8. */
  readonly key: string;
}

type Library = typeof X509;

/** Loaded when a certificate is made: it takes a tenth of a second. */
async function library(): Promise<Library> {
  await import("reflect-metadata");
  return import("@peculiar/x509");
}

async function privateKeyPem(x509: Library, key: webcrypto.CryptoKey): Promise<string> {
  return x509.PemConverter.encode(await webcrypto.subtle.exportKey("pkcs8", key), "PRIVATE KEY");
}
