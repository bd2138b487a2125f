/**
 * What an AWS API answers when it refuses a request: AWS's own code and AWS's own words.
 * The provider prints it as the AWS provider would: `creating X: ConflictException: …`.
 */
export class AwsError extends Error {
  override readonly name = "AwsError" as const;

  /** @param code AWS's error code, e.g. `ConflictException` or `InvalidVpcID.NotFound`. */
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
