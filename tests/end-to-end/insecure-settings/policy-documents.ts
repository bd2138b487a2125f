type Statement = Readonly<Record<string, unknown>>;

/** A policy document as JSON; a statement allows unless it says otherwise. */
export const policy = (...statements: readonly Statement[]): string => JSON.stringify(document(...statements));

/** The same as an object, as aws-native takes it. */
export const document = (...statements: readonly Statement[]): object => ({
  Version: "2012-10-17",
  Statement: statements.map((statement) => ({ Effect: "Allow", ...statement })),
});
