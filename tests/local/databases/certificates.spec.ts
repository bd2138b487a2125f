import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { cpSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { connect, createServer, type ConnectionOptions, type TLSSocket } from "node:tls";
import { CertificateAuthority } from "../../../local/databases/certificates";
import { temporaryFolder } from "../temporary-folder";

const host = "orders.abc.eu-west-1.rds.amazonaws.com";

describe("the local certificate authority", () => {
  const folder = temporaryFolder();
  after(() => {
    folder.remove();
  });
  const authority = new CertificateAuthority(folder.path);

  /** The protocol agreed on, or the error the client gets. */
  async function handshake(options: ConnectionOptions): Promise<string> {
    const { context } = await authority.forHost(host);
    const server = createServer({
      SNICallback: (_name, done) => {
        done(null, context);
      },
    });
    server.on("tlsClientError", () => undefined);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const port = typeof address === "object" ? (address?.port ?? 0) : 0;
    const socket: TLSSocket = connect({
      host: "127.0.0.1",
      port,
      servername: host,
      ca: await authority.certificate(),
      ...options,
    });
    try {
      await once(socket, "secureConnect");
      return socket.getProtocol() ?? "";
    } catch (error) {
      return (error as NodeJS.ErrnoException).code ?? String(error);
    } finally {
      socket.destroy();
      server.close();
    }
  }

  it("signs a certificate that a client verifies in full", async () => {
    assert.equal(await handshake({}), "TLSv1.3");
    assert.equal(await handshake({ maxVersion: "TLSv1.2" }), "TLSv1.2");
  });

  it("speaks nothing older than TLS 1.2", async () => {
    assert.match(
      await handshake({ minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" }),
      /^ERR_SSL/,
    );
  });

  it("is the certificate of one name only", async () => {
    assert.equal(await handshake({ servername: "other.example" }), "ERR_TLS_CERT_ALTNAME_INVALID");
  });

  it("is trusted by nobody who does not trust it on purpose", async () => {
    const others = temporaryFolder();
    const other = new CertificateAuthority(others.path);
    assert.match(
      await handshake({ ca: await other.certificate() }),
      /UNABLE_TO_VERIFY_LEAF_SIGNATURE|CERT_SIGNATURE_FAILURE|SELF_SIGNED/,
    );
    others.remove();
  });

  it("keeps its key to its owner and its certificate over restarts", async () => {
    assert.equal(statSync(join(folder.path, "ca-key.pem")).mode & 0o777, 0o600);
    assert.equal(await new CertificateAuthority(folder.path).certificate(), await authority.certificate());
    assert.equal(readFileSync(authority.certificateFile, "utf8"), await authority.certificate());
    const { ca, validTo } = new X509Certificate(await authority.certificate());
    assert.equal(ca, true);
    assert.ok(Date.parse(validTo) > Date.now() + 9 * 365 * 24 * 60 * 60 * 1000);
  });

  it("is made anew before it is too old to sign", async () => {
    const inNineYears = new Date(Date.now() + 9.5 * 365 * 24 * 60 * 60 * 1000);
    const renewed = await new CertificateAuthority(folder.path, () => inNineYears).certificate();
    assert.notEqual(renewed, await authority.certificate());
  });

  it("is made anew, and says so, where its files are damaged, of two pairs, or from the future", async () => {
    const own = temporaryFolder();
    const other = temporaryFolder();
    const file = (name: string): string => join(own.path, name);
    await new CertificateAuthority(other.path).certificate();
    const spoils: Record<string, () => unknown> = {
      "missing or damaged": () => {
        writeFileSync(file("ca.pem"), "garbage");
      },
      "is missing or damaged": () => {
        rmSync(file("ca-key.pem"));
      },
      "key is missing or damaged": () => {
        writeFileSync(file("ca-key.pem"), "");
      },
      "does not belong to its key": () => {
        cpSync(join(other.path, "ca-key.pem"), file("ca-key.pem"));
      },
      "is valid from": async () => {
        for (const name of ["ca.pem", "ca-key.pem"]) rmSync(file(name));
        await new CertificateAuthority(own.path, () => new Date(Date.now() + 40 * 24 * 3600 * 1000)).certificate();
      },
    };
    await new CertificateAuthority(own.path).certificate();
    for (const [flaw, spoil] of Object.entries(spoils)) {
      await spoil();
      const said: string[] = [];
      const mended = new CertificateAuthority(own.path, undefined, (text) => said.push(text));
      await mended.forHost(host);
      assert.match(said.join(), new RegExp(`${flaw}.* was made anew`));
      await new CertificateAuthority(own.path, undefined, (text) => {
        assert.equal(text, "");
      }).forHost(host);
    }
    own.remove();
    other.remove();
  });
});
