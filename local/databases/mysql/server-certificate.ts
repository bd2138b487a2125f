import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { webcrypto } from "node:crypto";
import { writeWhole } from "../../ground/write-whole";

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
const YEARS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

export interface CertificateFiles {
  readonly certificate: string;
  readonly key: string;
}

/** Where a server's own certificate and key lie. */
export function certificateFiles(folder: string): CertificateFiles {
  return { certificate: join(folder, "server-certificate.pem"), key: join(folder, "server-key.pem") };
}

/**
 * Makes a certificate for a server's own socket, where there is none: who connects there is the front, which takes this one
 * and no other. Without one MariaDB makes itself an RSA pair at each start, which takes seconds.
 */
export async function ensureServerCertificate(folder: string): Promise<void> {
  const files = certificateFiles(folder);
  if (existsSync(files.certificate) && existsSync(files.key)) return;
  await import("reflect-metadata");
  const x509 = await import("@peculiar/x509");
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
  const now = Date.now();
  const created = await x509.X509CertificateGenerator.createSelfSigned({
    name: "CN=lattice-db local database",
    keys,
    signingAlgorithm: ALGORITHM,
    notBefore: new Date(now - DAY_MS),
    notAfter: new Date(now + YEARS * 365 * DAY_MS),
  });
  const key = await webcrypto.subtle.exportKey("pkcs8", keys.privateKey);
  writeWhole(files.key, x509.PemConverter.encode(key, "PRIVATE KEY"));
  writeWhole(files.certificate, created.toString("pem"));
}

export function serverCertificate(folder: string): string {
  return readFileSync(certificateFiles(folder).certificate, "utf8");
}
