import { type JdbcDriver, jdbcProgram } from "./jdbc-program";
import type { SnippetLogin } from "./login";

/** The driver takes no PEM file, so that the certificates become a key store of the process's own. */
const MEMBERS = `  /** The certificates of DATABASE_CA_FILE in a key store, which the driver wants as a file. */
  static Path trust() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream pem = Files.newInputStream(Path.of(variable("DATABASE_CA_FILE")))) {
      int number = 0;
      for (Certificate certificate : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        store.setCertificateEntry("ca-" + number++, certificate);
      }
    }
    Path file = Files.createTempFile("database-ca", ".p12");
    file.toFile().deleteOnExit();
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PUBLIC);
    }
    return file;
  }

  /** No secret: the certificates are public. */
  static final char[] PUBLIC = "public".toCharArray();

  /** Connects to DATABASE_HOST, whatever name the driver asks for. */
  public static class Way extends StandardSocketFactory {
    @Override
    public <T extends Closeable> T connect(String asked, int askedPort, PropertySet properties, int timeout)
        throws IOException {
      String host = variable("DATABASE_HOST", ADDRESS);
      int port = Integer.parseInt(variable("DATABASE_HOST_PORT", PORT));
      return super.connect(host, port, properties, timeout);
    }
  }`;

const DRIVER: JdbcDriver = {
  artifact: "com.mysql:mysql-connector-j",
  urlName: "mysql",
  imports: `import com.mysql.cj.conf.PropertySet;
import com.mysql.cj.protocol.StandardSocketFactory;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
`,
  properties: `    properties.setProperty("sslMode", "VERIFY_IDENTITY");
    properties.setProperty("trustCertificateKeyStoreUrl", trust().toUri().toString());
    properties.setProperty("trustCertificateKeyStoreType", "PKCS12");
    properties.setProperty("trustCertificateKeyStorePassword", new String(PUBLIC));
    properties.setProperty("fallbackToSystemTrustStore", "false");
    properties.setProperty("socketFactory", Way.class.getName());`,
  members: MEMBERS,
  sql: "SELECT current_user(), version()",
};

/** Java with MySQL Connector/J. */
export function jdbcMysql(login: SnippetLogin): string {
  return jdbcProgram(DRIVER, login);
}
