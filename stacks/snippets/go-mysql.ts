import { GO_IMPORTS, GO_MODULES, goLogin, goMain } from "./go-login";
import type { SnippetLogin } from "./login";

/** Go with go-sql-driver/mysql, for MySQL and MariaDB. */
export function goMysql(login: SnippetLogin): string {
  return `// go get github.com/go-sql-driver/mysql${GO_MODULES[login]}
package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"database/sql"
	"fmt"
	"log"
	"net"
	"os"
	"time"

${GO_IMPORTS[login]}	"github.com/go-sql-driver/mysql"
)

${goLogin(login)}

func pool(ctx context.Context) (*sql.DB, error) {
	address, port, user := variable("DATABASE_ADDRESS"), variable("DATABASE_PORT"), variable("DATABASE_USER")
	settings := mysql.NewConfig()
	settings.Net, settings.Addr = "tcp", net.JoinHostPort(or("DATABASE_HOST", address), or("DATABASE_HOST_PORT", port))
	settings.User, settings.DBName = user, variable("DATABASE_NAME")
	settings.TLS = trust(address)
	// Lattice forgets a connection that has been silent for 350 seconds.
	settings.DialFunc = (&net.Dialer{KeepAlive: 300 * time.Second}).DialContext
${login === "token" ? "	// Within the TLS above.\n	settings.AllowCleartextPasswords = true\n" : ""}	password := passwords(ctx, address, port, user)
	err := settings.Apply(mysql.BeforeConnect(func(ctx context.Context, conn *mysql.Config) (err error) {
		conn.Passwd, err = password(ctx)
		return err
	}))
	if err != nil {
		return nil, err
	}
	connector, err := mysql.NewConnector(settings)
	if err != nil {
		return nil, err
	}
	return sql.OpenDB(connector), nil
}

${goMain("QueryRowContext", "SELECT current_user(), version()")}`;
}
