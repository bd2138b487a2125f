import type { Rule } from "../../framework/rule";
import { s3AuditBucket } from "./s3-audit-bucket";
import { s3NoOpenPolicy } from "./s3-no-open-policy";
import { s3PublicAccessBlocked } from "./s3-public-access-blocked";

export const s3Rules: readonly Rule[] = [s3PublicAccessBlocked, s3NoOpenPolicy, s3AuditBucket];
