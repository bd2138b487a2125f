import { Session } from "node:inspector";

/** What the SDK's `runtime/closure/v8Hooks` exports. */
interface V8Hooks {
  isInitializedAsync(): Promise<void>;
  getSessionAsync(): Promise<Session>;
  getScriptUrl(id: string): string | undefined;
}

/**
 * Puts off the inspector until a function is serialized. The SDK's runner enables V8's debugger before each program, which then reports
 * every script there is and slows all that follow, a fifth of a preview's processor time; only programs that hand functions to
 * the engine (dynamic providers, callbacks) ever ask for it.
 */
export function startInspectorLate(hooks: Partial<V8Hooks>): void {
  if (hooks.isInitializedAsync === undefined || hooks.getSessionAsync === undefined) return;
  const urls = new Map<string, string>();
  let session: Promise<Session> | undefined;
  hooks.isInitializedAsync = () => Promise.resolve();
  hooks.getSessionAsync = () => (session ??= debuggerSession(urls));
  hooks.getScriptUrl = (id) => urls.get(id);
}

/** A session that knows the address of each script, also of those that were there before it. */
function debuggerSession(urls: Map<string, string>): Promise<Session> {
  const session = new Session();
  session.connect();
  // Before the debugger is enabled, which reports what is there.
  session.on("Debugger.scriptParsed", ({ params }) => void urls.set(params.scriptId, params.url));
  return new Promise((resolve, reject) => {
    session.post("Debugger.enable", (error) => {
      if (error === null) resolve(session);
      else reject(error);
    });
  });
}
