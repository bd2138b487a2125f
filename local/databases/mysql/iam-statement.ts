/**
 * RDS's own way to make a login for IAM tokens (RDS user guide, "Creating a database account using IAM authentication"):
 * `CREATE USER app IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS'`, also in ALTER USER and GRANT.
 */
const IAM_LOGIN = /(\bidentified\s+(?:with|via)\s+)(["'`]?)AWSAuthenticationPlugin\2(\s+(?:as|using)\s+)(["'])RDS\4/gi;
const FIRST_WORDS = /(?:^|;)(?:\s|\/\*.*?\*\/|--\s[^\n]*\n|#[^\n]*\n)*(?:create|alter|grant)\b/is;

/**
 * The statement in words that MariaDB knows, which has no such method. docs/decisions/0111-logins-with-tokens-on-mariadb.md
 *
 * @param text a byte a character, whatever character set they are in.
 */
export function iamStatement(text: string): string {
  if (!/awsauthenticationplugin/i.test(text) || !FIRST_WORDS.test(text)) return text;
  return text.replace(IAM_LOGIN, (_whole, identified: string, _quote, as: string) => {
    return `${identified}${TOKEN_METHOD}${as}''`;
  });
}

/**
 * Of an account that logs in by token: a method that MariaDB has and nobody uses any more, so that the front hears from the
 * server that it is to ask for a token. Without a password set, the server then wants nothing of its own.
 */
export const TOKEN_METHOD = "mysql_old_password";
