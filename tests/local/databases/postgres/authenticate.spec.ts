import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { duplexPair } from "node:stream";
import { authenticate, type LoginChecks } from "../../../../local/databases/postgres/authenticate";
import type { LoginRules } from "../../../../local/databases/postgres/roles";
import { storedPassword } from "../../../../local/databases/postgres/scram-verifier";

const failure = { code: "28P01", message: 'password authentication failed for user "app"' };

function md5(text: string | Buffer): string {
  return createHash("md5").update(text).digest("hex");
}

/** A message of type `p` unless another is given. */
function message(body: string | Buffer, type = "p"): Buffer {
  const bytes = Buffer.from(body);
  const length = Buffer.alloc(4);
  length.writeInt32BE(bytes.length + 4);
  return Buffer.concat([Buffer.from(type), length, bytes]);
}

function initial(mechanism: string, data: string, length = data.length): Buffer {
  const size = Buffer.alloc(4);
  size.writeInt32BE(length);
  return message(Buffer.concat([Buffer.from(`${mechanism}\0`), size, Buffer.from(data)]));
}

/** Logs in as `app`; each step is what the client sends after the server's next message. */
async function login(
  rules: Partial<LoginRules>,
  steps: readonly (Buffer | ((asked: Buffer) => Buffer))[],
  change: Partial<LoginChecks> = {},
) {
  const server = { lookUp: () => Promise.resolve({ byIam: false, keepsMd5: false, ...rules }) };
  const [here, there] = duplexPair();
  const asked: Buffer[] = [];
  const answers = [...steps];
  there.on("data", (bytes: Buffer) => {
    asked.push(bytes);
    const step = answers.shift();
    if (step !== undefined) there.write(typeof step === "function" ? step(bytes) : step);
  });
  const checks = {
    ...{
      server,
      certificate: undefined,
      isTokenValid: () => Promise.resolve(false),
      acceptsMd5: true,
      noTlsRefusal: "",
    },
    ...change,
  } as unknown as LoginChecks;
  const outcome = await authenticate(here, "app", checks);
  return { outcome, asked };
}

const codeOf = (asked: Buffer | undefined) => asked?.readInt32BE(5);

describe("a login by an MD5 password", () => {
  const stored = `md5${md5("Old-passw0rdapp")}`;
  const answer = (password: string) => (asked: Buffer) =>
    message(`md5${md5(Buffer.concat([Buffer.from(md5(`${password}app`)), asked.subarray(9, 13)]))}\0`);

  it("is asked for and checked as PostgreSQL does", async () => {
    const { outcome, asked } = await login({ storedPassword: stored }, [answer("Old-passw0rd")]);
    assert.equal(outcome, undefined);
    assert.equal(codeOf(asked[0]), 5);
  });

  it("is refused with a wrong password, an empty one, and one that is the stored hash itself", async () => {
    assert.deepEqual((await login({ storedPassword: stored }, [answer("wrong")])).outcome, failure);
    assert.deepEqual((await login({ storedPassword: stored }, [message(`${stored}\0`)])).outcome, failure);
    const empty = await login({ storedPassword: stored }, [message("\0")]);
    assert.equal(empty.outcome?.message, "empty password returned by client");
  });

  it("is asked of an unknown user where new passwords are kept so, and never succeeds", async () => {
    const { outcome, asked } = await login({ keepsMd5: true }, [answer("")]);
    assert.deepEqual([outcome, codeOf(asked[0])], [failure, 5]);
    assert.equal(codeOf((await login({}, [initial("x", "")])).asked[0]), 10);
  });

  it("is refused where only SCRAM is accepted", async () => {
    const first = initial("SCRAM-SHA-256", "n,,n=,r=abc");
    const final = (asked: Buffer) =>
      message(`c=biws,${/r=[^,]*/.exec(asked.toString())?.[0] ?? ""},p=${Buffer.alloc(32).toString("base64")}`);
    const { outcome, asked } = await login({ storedPassword: stored }, [first, final], { acceptsMd5: false });
    assert.deepEqual([outcome, codeOf(asked[0])], [failure, 10]);
  });
});

describe("a client that breaks the login's protocol", () => {
  const rules = { storedPassword: storedPassword("pencil") };
  const md5Rules = { storedPassword: `md5${md5("x")}` };
  const first = "n,,n=,r=abc";
  const noMechanism = "client selected an invalid SASL authentication mechanism";
  const cases: readonly (readonly [string, Partial<LoginRules>, Buffer[], string, string?])[] = [
    ["another message", rules, [message("SELECT 1\0", "Q")], "expected SASL response, got message type 81"],
    [
      "another message for a password",
      md5Rules,
      [message("x\0", "Q")],
      "expected password response, got message type 81",
    ],
    ["no end of the password", md5Rules, [message("x")], "invalid password packet size"],
    ["two passwords", md5Rules, [message("x\0y\0")], "invalid password packet size"],
    ["an unknown mechanism", rules, [initial("SCRAM-SHA-1", first)], noMechanism],
    ["channel binding without TLS", rules, [initial("SCRAM-SHA-256-PLUS", first)], noMechanism],
    ["a mechanism without an end", rules, [message("SCRAM-SHA-256")], "invalid string in message"],
    ["no length", rules, [message("SCRAM-SHA-256\0")], "insufficient data left in message"],
    ["too long a length", rules, [initial("SCRAM-SHA-256", first, 99)], "insufficient data left in message"],
    ["too short a length", rules, [initial("SCRAM-SHA-256", first, 1)], "invalid message format"],
    ["nothing", rules, [initial("SCRAM-SHA-256", "")], "malformed SCRAM message", "The message is empty."],
    [
      "a final message that is none",
      rules,
      [initial("SCRAM-SHA-256", first), message("x")],
      "malformed SCRAM message",
      `Expected attribute "c" but found "'x'".`,
    ],
  ];
  for (const [title, given, steps, words, detail] of cases) {
    it(`is told so in PostgreSQL's words: ${title}`, async () => {
      const { outcome } = await login(given, steps);
      assert.deepEqual([outcome?.code, outcome?.message, outcome?.detail], ["08P01", words, detail]);
    });
  }

  it("may choose the mechanism before it speaks", async () => {
    const { asked } = await login(rules, [initial("SCRAM-SHA-256", "", -1), message(first), message("x")]);
    assert.deepEqual(asked.map(codeOf), [10, 11, 11]);
  });

  it("is refused with an answer longer than any is", async () => {
    assert.deepEqual((await login(rules, [Buffer.from([112, 0, 1, 0, 0])])).outcome, failure);
  });
});
