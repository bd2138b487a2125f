/**
 * Where to get the certificates to trust for a database, by its id for logins: an RDS Proxy has a certificate of AWS
 * Certificate Manager, which no bundle of RDS's own leads to (RDS guide, "Using TLS/SSL with RDS Proxy").
 */
export function trustedBundle(region: string, resourceId: string): string {
  return resourceId.startsWith("prx-") ? AMAZON_ROOT : caBundleUrl(region);
}

/** Of Amazon Trust Services; certificates of AWS Certificate Manager lead to it. */
const AMAZON_ROOT = "https://www.amazontrust.com/repository/AmazonRootCA1.pem";

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
