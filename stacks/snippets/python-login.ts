import type { SnippetLogin } from "./login";

/** What `pip` installs besides the driver. */
export const PYTHON_PACKAGES: Readonly<Record<SnippetLogin, string>> = { token: " boto3", password: "" };

export const PYTHON_IMPORTS: Readonly<Record<SnippetLogin, string>> = { token: "import boto3\n", password: "" };

/** `variable()`, the way, and `password()`, which is asked for each connection. */
export function pythonLogin(login: SnippetLogin): string {
  return `def variable(name, otherwise=None):
    value = os.environ.get(name) or otherwise
    if not value:
        raise SystemExit(f"{name} is not set: source the database's environment first")
    return value


address = variable("DATABASE_ADDRESS")
port = variable("DATABASE_PORT")
user = variable("DATABASE_USER")
host = variable("DATABASE_HOST", address)
host_port = int(variable("DATABASE_HOST_PORT", port))


${login === "token" ? TOKEN : PASSWORD}`;
}

const TOKEN = `def password():
    """A new token, for one new connection: it is valid for 15 minutes."""
    region = variable("DATABASE_REGION")
    session = boto3.client("sts", region_name=region).assume_role(
        RoleArn=variable("DATABASE_ROLE_ARN"),
        ExternalId=variable("DATABASE_EXTERNAL_ID"),
        RoleSessionName="lattice-db",
    )["Credentials"]
    rds = boto3.client(
        "rds",
        region_name=region,
        aws_access_key_id=session["AccessKeyId"],
        aws_secret_access_key=session["SecretAccessKey"],
        aws_session_token=session["SessionToken"],
    )
    return rds.generate_db_auth_token(DBHostname=address, Port=int(port), DBUsername=user, Region=region)`;

const PASSWORD = `def password():
    return variable("DATABASE_PASSWORD")`;
