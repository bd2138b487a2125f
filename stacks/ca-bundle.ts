/**
 * Where AWS publishes the certificates that sign RDS servers of a Region: for both Regions of GovCloud on the host of
 * one, and in China in a bucket (RDS guide, "Using SSL/TLS to encrypt a connection"; the addresses Teleport downloads
 * from).
 */
export function caBundleUrl(region: string): string {
  return `${store(region)}/${region}/${region}-bundle.pem`;
}

function store(region: string): string {
  if (region.startsWith("cn-")) return "https://rds-truststore.s3.cn-north-1.amazonaws.com.cn";
  if (region.startsWith("us-gov-")) return "https://truststore.pki.us-gov-west-1.rds.amazonaws.com";
  return "https://truststore.pki.rds.amazonaws.com";
}
