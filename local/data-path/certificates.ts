import { existsSync, readFileSync } from "node:fs";
import { createSecureContext, type SecureContext } from "node:tls";
import { createHash, webcrypto, X509Certificate } from "node:crypto";
import { join } from "node:path";
import type * as X509 from "@peculiar/x509";
import { writeWhole } from "../write-whole";

/** What a server shows to prove a host name, with the digest SCRAM binds a login to. */
export interface ServerCertificate {
  readonly context: SecureContext;
  /** SHA-256 of the certificate: `tls-server-end-point` of RFC 5929. */
  readonly digest: Buffer;
}

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
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
  ) {
    this.#keyFile = join(folder, "ca-key.pem");
    this.certificateFile = join(folder, "ca.pem");
  }

  /** Makes the authority unless it exists; resolves to its certificate (PEM). */
  async certificate(): Promise<string> {
    return (await this.#open()).certificate;
  }

  /** The certificate for a host name, made when first asked for and again before it expires. */
  async forHost(host: string): Promise<ServerCertificate> {
    const authority = await this.#open();
    const known = this.#issued.get(host);
    // A local cloud may run for longer than a certificate is valid.
    if (known !== undefined && this.now().getTime() < known.renewAt) return known.certificate;
    const renewAt = this.now().getTime() + (SERVER_DAYS / 2) * DAY_MS;
    const certificate = this.#issue(host, authority);
    this.#issued.set(host, { certificate, renewAt });
    return certificate;
  }

  #open(): Promise<Authority> {
    this.#authority ??= this.#read() ?? this.#create();
    return this.#authority;
  }

  #read(): Promise<Authority> | undefined {
    if (!existsSync(this.certificateFile) || !existsSync(this.#keyFile)) return undefined;
    const certificate = readFileSync(this.certificateFile, "utf8");
    if (new Date(new X509Certificate(certificate).validTo).getTime() - this.now().getTime() < SERVER_DAYS * DAY_MS)
      return undefined;
    return Promise.resolve({ certificate, key: readFileSync(this.#keyFile, "utf8") });
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

  async #issue(host: string, authority: Authority): Promise<ServerCertificate> {
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
        new x509.SubjectAlternativeNameExtension([{ type: "dns", value: host }]),
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
    });
    return { context, digest: createHash("sha256").update(Buffer.from(created.rawData)).digest() };
  }

  #validity(days: number): { readonly notBefore: Date; readonly notAfter: Date } {
    const now = this.now().getTime();
    return { notBefore: new Date(now - DAY_MS), notAfter: new Date(now + days * DAY_MS) };
  }
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
