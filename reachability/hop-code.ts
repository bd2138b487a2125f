/** Stable: rules, scripts and tests refer to hops by these. */
export type HopCode =
  | "client"
  | "name"
  | "share-names-account"
  | "address-family"
  | "client-egress"
  | "client-route"
  | "gateway-route"
  | "peering-connection"
  | "transit-gateway"
  | "vpn-gateway"
  | "internet-gateway"
  | "client-network-acl"
  | "endpoint-network-acl"
  | "gateway-network-acl"
  | "database-network-acl"
  | "vpc-association"
  | "endpoint"
  | "resource-association"
  | "resource-configuration"
  | "gateway"
  | "database-ingress"
  | "database-available"
  | "proxy-to-database"
  | LoginHopCode;

/** The hops of a login, which packets do not meet. */
export type LoginHopCode = "login-role" | "login-permission" | "login-enabled" | "login-tls";
