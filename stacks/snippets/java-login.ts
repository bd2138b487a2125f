import type { SnippetLogin } from "./login";

/** The artifacts that make a token. */
export const JAVA_ARTIFACTS: Readonly<Record<SnippetLogin, string>> = {
  token: ", software.amazon.awssdk:rds, software.amazon.awssdk:sts",
  password: "",
};

export const JAVA_IMPORTS: Readonly<Record<SnippetLogin, string>> = {
  token: `import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rds.RdsUtilities;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
`,
  password: "",
};

/** The values of the environment, `url` of a kind of driver, and `password`, which is asked for each connection. */
export function javaLogin(login: SnippetLogin): string {
  return `  static final String ADDRESS = variable("DATABASE_ADDRESS");
  static final String PORT = variable("DATABASE_PORT");

  static String variable(String name, String otherwise) {
    String value = System.getenv(name);
    if (value != null && !value.isEmpty()) return value;
    if (otherwise != null) return otherwise;
    throw new IllegalStateException(name + " is not set: source the database's environment first");
  }

  static String variable(String name) {
    return variable(name, null);
  }

  /** TLS verifies the name in the URL; Way says where to connect. */
  static String url(String driver) {
    String name = URLEncoder.encode(variable("DATABASE_NAME"), StandardCharsets.UTF_8).replace("+", "%20");
    return "jdbc:" + driver + "://" + ADDRESS + ":" + PORT + "/" + name;
  }

${login === "token" ? TOKEN : PASSWORD}`;
}

const TOKEN = `  static final Region REGION = Region.of(variable("DATABASE_REGION"));
  static final StsAssumeRoleCredentialsProvider ROLE =
      StsAssumeRoleCredentialsProvider.builder()
          .stsClient(StsClient.builder().region(REGION).build())
          .refreshRequest(
              role ->
                  role.roleArn(variable("DATABASE_ROLE_ARN"))
                      .externalId(variable("DATABASE_EXTERNAL_ID"))
                      .roleSessionName("lattice-db"))
          .build();

  /** A new token, for one new connection: it is valid for 15 minutes. */
  static String password() {
    return RdsUtilities.builder()
        .region(REGION)
        .credentialsProvider(ROLE)
        .build()
        .generateAuthenticationToken(
            token ->
                token.hostname(ADDRESS).port(Integer.parseInt(PORT)).username(variable("DATABASE_USER")));
  }`;

const PASSWORD = `  static String password() {
    return variable("DATABASE_PASSWORD");
  }`;
