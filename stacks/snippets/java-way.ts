/** Imports of `JAVA_WAY`. */
export const JAVA_WAY_IMPORTS = `import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
`;

/**
 * The socket factory of the PostgreSQL and the MariaDB driver, which both make an unconnected socket: so TLS verifies the
 * name in the URL by the driver's own means, wherever the connection leads.
 */
export const JAVA_WAY = `  /** Connects to DATABASE_HOST, whatever name the driver asks for. */
  public static class Way extends SocketFactory {
    @Override
    public Socket createSocket() {
      return new Socket() {
        @Override
        public void connect(SocketAddress asked, int timeout) throws IOException {
          String host = variable("DATABASE_HOST", ADDRESS);
          int port = Integer.parseInt(variable("DATABASE_HOST_PORT", PORT));
          super.connect(new InetSocketAddress(host, port), timeout);
        }
      };
    }

    @Override
    public Socket createSocket(String host, int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
      throw new UnsupportedOperationException();
    }
  }`;
