import type { SnippetLogin } from "./login";

/** The modules that make a token. */
export const GO_MODULES: Readonly<Record<SnippetLogin, string>> = {
  token: ` \\
//   github.com/aws/aws-sdk-go-v2/config github.com/aws/aws-sdk-go-v2/service/sts \\
//   github.com/aws/aws-sdk-go-v2/credentials github.com/aws/aws-sdk-go-v2/feature/rds/auth`,
  password: "",
};

/** Their packages, a line each, for the block of imports. */
export const GO_IMPORTS: Readonly<Record<SnippetLogin, string>> = {
  token: `	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials/stscreds"
	"github.com/aws/aws-sdk-go-v2/feature/rds/auth"
	"github.com/aws/aws-sdk-go-v2/service/sts"
`,
  password: "",
};

/** The program itself: it asks who it is, by the driver's own call for one row. */
export function goMain(queryRow: string, sql: string): string {
  return `func main() {
	ctx := context.Background()
	database, err := pool(ctx)
	if err != nil {
		log.Fatal(err)
	}
	defer database.Close()
	var login, version string
	if err := database.${queryRow}(ctx, "${sql}").Scan(&login, &version); err != nil {
		log.Fatal(err)
	}
	fmt.Println(login, version)
}
`;
}

/** `variable`, `or` and `trust`, which every program has, and `passwords`, which answers what to ask for each connection. */
export function goLogin(login: SnippetLogin): string {
  return `func variable(name string) string {
	value := os.Getenv(name)
	if value == "" {
		log.Fatalf("%s is not set: source the database's environment first", name)
	}
	return value
}

func or(name, otherwise string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return otherwise
}

// trust has TLS verify the database's own name, wherever it connects.
func trust(address string) *tls.Config {
	pem, err := os.ReadFile(variable("DATABASE_CA_FILE"))
	if err != nil {
		log.Fatal(err)
	}
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(pem) {
		log.Fatal("DATABASE_CA_FILE has no certificate")
	}
	return &tls.Config{RootCAs: roots, ServerName: address, MinVersion: tls.VersionTLS12}
}

${login === "token" ? TOKEN : PASSWORD}`;
}

const TOKEN = `// passwords makes tokens: each is valid for 15 minutes, for one new connection.
func passwords(ctx context.Context, address, port, user string) func(context.Context) (string, error) {
	region := variable("DATABASE_REGION")
	loaded, err := config.LoadDefaultConfig(ctx, config.WithRegion(region))
	if err != nil {
		log.Fatal(err)
	}
	role := stscreds.NewAssumeRoleProvider(
		sts.NewFromConfig(loaded),
		variable("DATABASE_ROLE_ARN"),
		func(options *stscreds.AssumeRoleOptions) {
			options.ExternalID = aws.String(variable("DATABASE_EXTERNAL_ID"))
			options.RoleSessionName = "lattice-db"
		},
	)
	credentials := aws.NewCredentialsCache(role)
	return func(ctx context.Context) (string, error) {
		return auth.BuildAuthToken(ctx, net.JoinHostPort(address, port), region, user, credentials)
	}
}`;

const PASSWORD = `func passwords(_ context.Context, _, _, _ string) func(context.Context) (string, error) {
	return func(context.Context) (string, error) { return variable("DATABASE_PASSWORD"), nil }
}`;
