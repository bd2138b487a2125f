import { GO_IMPORTS, GO_MODULES, goLogin, goMain } from "./go-login";
import type { SnippetLogin } from "./login";

/** Go with pgx 5. */
export function goPostgres(login: SnippetLogin): string {
  return `// go get github.com/jackc/pgx/v5${GO_MODULES[login]}
package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"log"
	"net"
	"os"
	"strconv"
	"time"

${GO_IMPORTS[login]}	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

${goLogin(login)}

func pool(ctx context.Context) (*pgxpool.Pool, error) {
	address, port, user := variable("DATABASE_ADDRESS"), variable("DATABASE_PORT"), variable("DATABASE_USER")
	settings, err := pgxpool.ParseConfig("")
	if err != nil {
		return nil, err
	}
	way, err := strconv.ParseUint(or("DATABASE_HOST_PORT", port), 10, 16)
	if err != nil {
		return nil, err
	}
	conn := settings.ConnConfig
	conn.Host, conn.Port = or("DATABASE_HOST", address), uint16(way)
	conn.User, conn.Database = user, variable("DATABASE_NAME")
	conn.TLSConfig = trust(address)
	// What it had would try again without TLS.
	conn.Fallbacks = nil
	// Lattice forgets a connection that has been silent for 350 seconds.
	conn.DialFunc = (&net.Dialer{KeepAlive: 300 * time.Second}).DialContext
	password := passwords(ctx, address, port, user)
	settings.BeforeConnect = func(ctx context.Context, conn *pgx.ConnConfig) error {
		conn.Password, err = password(ctx)
		return err
	}
	return pgxpool.NewWithConfig(ctx, settings)
}

${goMain("QueryRow", "SELECT current_user, version()")}`;
}
