export const awsBuckets = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"] as const;

export const buckets = [...awsBuckets, "aws-native:s3:Bucket"] as const;
