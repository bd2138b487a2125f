/** The ARN of a KMS key or alias, as the provider takes it. */
export const keyArn = /^arn:[a-z-]+:kms:[a-z0-9-]+:\d{12}:(key|alias)\/\S+$/;
