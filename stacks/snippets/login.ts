/** How a database's user logs in: with an IAM token of the connect role, or with a password that its owner hands out. */
export type SnippetLogin = "token" | "password";
