/** Where AWS publishes the certificates that sign RDS servers of a Region. */
export function caBundleUrl(region: string): string {
  const host = region.startsWith("us-gov-")
    ? `truststore.pki.${region}.rds.amazonaws.com`
    : "truststore.pki.rds.amazonaws.com";
  return `https://${host}/${region}/${region}-bundle.pem`;
}
