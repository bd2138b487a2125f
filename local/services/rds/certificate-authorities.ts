/** RDS's certificate authorities of today (user guide, "Certificate authorities"). */
export const authorities: readonly string[] = ["rds-ca-rsa2048-g1", "rds-ca-rsa4096-g1", "rds-ca-ecc384-g1"];
