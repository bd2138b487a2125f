import type { SnippetLogin } from "./login";

/** What a shell snippet says first of what it needs. */
export function shellNeeds(client: string, login: SnippetLogin): string {
  return login === "token"
    ? `# Needs ${client}, the AWS CLI with credentials of the consumer's account, and the database's environment.`
    : `# Needs ${client} and the database's environment; asks for the password where DATABASE_PASSWORD is not set.`;
}

/** The lines that check what must be there, and choose the way. */
export const SHELL_WAY = `  : "\${DATABASE_ADDRESS:?is not set: source the database's environment first}"
  : "\${DATABASE_USER:?is not set}" "\${DATABASE_CA_FILE:?is not set}"
  host=\${DATABASE_HOST:-$DATABASE_ADDRESS} port=\${DATABASE_HOST_PORT:-$DATABASE_PORT}`;

/**
 * The lines that put a token into a variable. The role's credentials live in a subshell that ends with them, and are no
 * command's argument, which every user of a machine can read.
 */
export function shellToken(variable: string): string {
  return `  ${variable}=$(
    session=$(aws sts assume-role --region "$DATABASE_REGION" --role-arn "$DATABASE_ROLE_ARN" \\
      --external-id "$DATABASE_EXTERNAL_ID" --role-session-name lattice-db \\
      --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text) || exit 1
    tab=$(printf '\\t')
    rest=\${session#*"$tab"}
    unset AWS_PROFILE
    export AWS_ACCESS_KEY_ID="\${session%%"$tab"*}" AWS_SECRET_ACCESS_KEY="\${rest%%"$tab"*}"
    export AWS_SESSION_TOKEN="\${rest#*"$tab"}"
    aws rds generate-db-auth-token --region "$DATABASE_REGION" \\
      --hostname "$DATABASE_ADDRESS" --port "$DATABASE_PORT" --username "$DATABASE_USER"
  ) || exit 1
  export ${variable}`;
}
