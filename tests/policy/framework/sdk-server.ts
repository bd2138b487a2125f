import { createRequire } from "node:module";
import { type AnalyzeResponse, EnforcementLevel } from "@pulumi/pulumi/proto/analyzer_pb";
import type { Policy } from "../../../policy/framework/pack";
import { analyzeRequest, analyzeStackRequest } from "../analyzer-requests";
import type { Node } from "../judge";

type Rpc = (
  call: { request: unknown },
  callback: (error: Error | null, response: AnalyzeResponse) => void,
) => Promise<void>;
type MakeRpc = (name: string, version: string, level: string, policies: readonly Policy[]) => Rpc;

// The SDK's own request handlers, which its type definitions leave out.
const server = createRequire(__filename)("@pulumi/policy/server") as Record<
  "makeAnalyzeRpcFun" | "makeAnalyzeStackRpcFun",
  MakeRpc
>;

export interface Answer {
  readonly diagnostics: readonly {
    readonly policy: string;
    readonly level: string;
    readonly urn: string;
    readonly message: string;
  }[];
  /** Policies that counted as neither passed nor failed, with the reason. */
  readonly open: Readonly<Record<string, string>>;
}

async function answer(make: MakeRpc, policies: readonly Policy[], request: unknown): Promise<Answer> {
  const response = await new Promise<AnalyzeResponse>((resolve, reject) => {
    void make(
      "pack",
      "1.0.0",
      "advisory",
      policies,
    )({ request }, (error, result) => {
      if (error) reject(error);
      else resolve(result);
    });
  });
  const levels = Object.entries(EnforcementLevel);
  return {
    diagnostics: response.getDiagnosticsList().map((diagnostic) => ({
      policy: diagnostic.getPolicyname(),
      level: levels.find(([, value]) => value === diagnostic.getEnforcementlevel())?.[0] ?? "",
      urn: diagnostic.getUrn(),
      message: diagnostic.getMessage(),
    })),
    open: Object.fromEntries(response.getNotApplicableList().map((it) => [it.getPolicyName(), it.getReason()])),
  };
}

/** What policies say when the engine asks about one resource. */
export const analyze = (policies: readonly Policy[], target: Node): Promise<Answer> =>
  answer(server.makeAnalyzeRpcFun, policies, analyzeRequest(target));

/** What they say when it asks about the stack. */
export const analyzeStack = (policies: readonly Policy[], nodes: readonly Node[]): Promise<Answer> =>
  answer(server.makeAnalyzeStackRpcFun, policies, analyzeStackRequest(nodes));
