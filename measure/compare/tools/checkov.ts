import { parse } from "node:path";
import type { Finding, Report } from "./finding";
import { python } from "./install";
import { run } from "./run";

interface Result {
  readonly results: {
    readonly failed_checks: readonly {
      readonly check_id: string;
      readonly resource: string;
      readonly file_path: string;
    }[];
  };
}

const program = ["-m", "checkov.main"] as const;

/**
 * Every check checkov has for a folder of templates or configurations, and its search for secrets; one file a case,
 * named by its number.
 */
export function checkov(folder: string, framework: "cloudformation" | "terraform"): Report {
  const { stdout, seconds } = run(python, [
    ...[...program, "--directory", folder, "--framework", framework, "secrets", "--output", "json"],
    ...["--quiet", "--compact", "--soft-fail", "--skip-download"],
  ]);
  const parsed = JSON.parse(stdout) as Result | readonly Result[];
  const failed = (Array.isArray(parsed) ? (parsed as readonly Result[]) : [parsed as Result]).flatMap(
    ({ results }) => results.failed_checks,
  );
  return { seconds, findings: failed.map(finding) };
}

function finding(failed: Result["results"]["failed_checks"][number]): Finding {
  const secret = failed.check_id.startsWith("CKV_SECRET_");
  // `AWS::RDS::DBInstance.Orders`, `aws_db_instance.Orders`; what stands for the resource keeps its name before a dash.
  const resource = failed.resource.split(".").pop()?.split("-")[0] ?? "";
  return { case: Number(parse(failed.file_path).name), check: failed.check_id, ...(!secret && { resource }) };
}

/** The ids of all checks it has. */
export const checkovIds = (): ReadonlySet<string> => {
  const { stdout } = run(python, [...program, "--list", "--quiet"]);
  return new Set(stdout.match(/CKV2?_[A-Z]+_\d+/g));
};
