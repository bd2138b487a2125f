import assert from "node:assert/strict";
import { Signer } from "@aws-sdk/rds-signer";
import type { Entity } from "../../../local/state/store";
import { tokenProblem } from "../../../local/databases/iam-login";
import { operatorCredentials } from "../../../local/services/iam/access-key";
import { deleteRolePolicy } from "../../../local/services/iam/role-policy";
import type { DbInstance } from "../../../local/services/rds/entities";
import type { Services } from "../../../local/services/services";
import { assumeRole } from "../../../local/services/sts/assume-role";
import { randomBytes } from "node:crypto";
import { consumer, outsider, owner, testServices } from "../test-services";
import { EXTERNAL_ID, LOGIN_USER, shareDatabase } from "../data-path/shared-database";

const minute = 60_000;

describe("an IAM authentication token", () => {
  let services: Services;
  let instance: Entity<DbInstance>;
  let credentials: Awaited<ReturnType<typeof assumeRole>>;
  /** Moves the cloud's clock, in milliseconds; the signer's stays. */
  let later = 0;

  beforeEach(async () => {
    later = 0;
    services = testServices({
      clock: { now: () => new Date(Date.now() + later) },
      ids: { ...testServices().ids, bytes: (length) => randomBytes(length) },
    });
    const shared = await shareDatabase(services);
    instance = shared.instance;
    credentials = await assumeRole(services, {
      callerAccount: consumer.account,
      roleArn: shared.connectRoleArn,
      externalId: EXTERNAL_ID,
      sessionName: "test",
    });
  });

  interface TokenChange {
    hostname?: string;
    port?: number;
    region?: string;
    username?: string;
    credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
  }

  function token(change: TokenChange = {}): Promise<string> {
    const { address, port } = instance.data.endpoint;
    return new Signer({
      hostname: address,
      port,
      region: owner.region,
      username: LOGIN_USER,
      credentials,
      ...change,
    }).getAuthToken();
  }

  function problem(text: string, user = LOGIN_USER): string | undefined {
    return tokenProblem(services, instance, user, text);
  }

  it("of the ordinary signer lets its user in", async () => {
    assert.equal(problem(await token()), undefined);
  });

  it("of the signer for Go, which writes no slash before the query, lets its user in", async () => {
    assert.equal(problem((await token()).replace("/?", "?")), undefined);
  });

  it("is valid for fifteen minutes and not longer", async () => {
    const text = await token();
    later = 14 * minute;
    assert.equal(problem(text), undefined);
    later = 16 * minute;
    assert.equal(problem(text), "it has expired");
  });

  it("is not valid before its time", async () => {
    const text = await token();
    later = -10 * minute;
    assert.equal(problem(text), "it is not valid yet");
  });

  it("is for one host, port, user and Region", async () => {
    assert.equal(problem(await token({ hostname: "other.example" })), "it is for another host or port");
    assert.equal(problem(await token({ port: 5433 })), "it is for another host or port");
    assert.equal(problem(await token({ username: "admin" })), "it is for another user");
    assert.equal(problem(await token({ region: "eu-west-1" })), "it is for another Region");
  });

  it("is not for the Lattice name that leads to the database", async () => {
    assert.equal(
      problem(await token({ hostname: "snra-1.rcfg-1.x.vpc-lattice-rsc.us-east-1.on.aws" })),
      "it is for another host or port",
    );
  });

  it("does not let in a user other than its own", async () => {
    assert.equal(problem(await token(), "owner"), "it is for another user");
  });

  it("does not survive any change of its text", async () => {
    const text = await token();
    const signature = /X-Amz-Signature=([0-9a-f]{64})/.exec(text)?.[1] ?? "";
    const spoiled = [
      [
        text.replace(
          signature,
          signature.replace(/^./, (char) => (char === "0" ? "1" : "0")),
        ),
        /signature is wrong/,
      ],
      [text.replace(`X-Amz-Signature=${signature}`, ""), /no authentication token/],
      [text.replace(signature, ""), /signature is wrong/],
      [text.replace("X-Amz-Expires=900", "X-Amz-Expires=901"), /longer than 15 minutes/],
      [text.replace("X-Amz-Expires=900", "X-Amz-Expires=899"), /signature is wrong/],
      [text.replace(/X-Amz-Date=\d{8}T\d{6}Z/, (date) => date.replace(/\d\dZ$/, "61Z")), /no authentication token/],
      [text.replace("Action=connect", "Action=other"), /another action/],
      [`${text}&Extra=1`, /another action/],
      [`${text}&DBUser=admin`, /no authentication token/],
      [text.replace("rds-db", "rds"), /another service/],
      [text.replace("aws4_request", "aws5_request"), /no authentication token/],
      [text.replace("X-Amz-SignedHeaders=host", "X-Amz-SignedHeaders=host%3Bx"), /no authentication token/],
      ["password", /no authentication token/],
      ["", /no authentication token/],
      ["%", /no authentication token/],
      [`${text}&%ff=1`, /no authentication token/],
    ] as const;
    for (const [spoiledText, reason] of spoiled) assert.match(problem(spoiledText) ?? "valid", reason, spoiledText);
  });

  it("needs the session token and secret of its access key", async () => {
    const { accessKeyId, secretAccessKey, sessionToken } = credentials;
    const withSecret = (secret: string) =>
      token({ credentials: { accessKeyId, secretAccessKey: secret, sessionToken } });
    assert.equal(problem(await token({ credentials: { accessKeyId, secretAccessKey } })), "its session token is wrong");
    assert.equal(
      problem(await token({ credentials: { accessKeyId, secretAccessKey, sessionToken: "other" } })),
      "its session token is wrong",
    );
    assert.equal(problem(await withSecret("other")), "its signature is wrong");
    assert.equal(
      problem(await token({ credentials: { ...credentials, accessKeyId: "ASIAUNKNOWN" } })),
      "its access key is unknown",
    );
  });

  it("ends with the session of its signer", async () => {
    assert.equal(problem(await token()), undefined);
    services = { ...services, clock: { now: () => new Date(credentials.expiration.getTime() + 1) } };
    const signedThen = await signAt(credentials.expiration);
    assert.equal(problem(signedThen), "its signer's session has expired");
  });

  it("needs rds-db:connect on the database user", async () => {
    await deleteRolePolicy(services, owner, "connect", "connect");
    assert.match(
      problem(await token()) ?? "",
      /may not rds-db:connect to arn:aws:rds-db:us-east-1:111111111111:dbuser:db-.*\/app/,
    );
  });

  it("of the owner's operator lets any user in, of another account's none", async () => {
    const own = await operatorCredentials(services, owner.account);
    assert.equal(problem(await token({ credentials: own, username: "reports" }), "reports"), undefined);
    const foreign = await operatorCredentials(services, outsider.account);
    assert.match(problem(await token({ credentials: foreign })) ?? "", /may not rds-db:connect/);
  });

  it("is worth nothing where IAM authentication is off", async () => {
    instance = { ...instance, data: { ...instance.data, iamDatabaseAuthenticationEnabled: false } };
    assert.equal(problem(await token()), "IAM authentication is off for the instance");
  });

  it("never appears in the reason for its refusal", async () => {
    const text = await token({ username: "admin" });
    for (const part of [text, credentials.accessKeyId, credentials.sessionToken])
      assert.ok(!problem(text)?.includes(part));
  });

  /** The signer takes its time from Date alone. */
  async function signAt(time: Date): Promise<string> {
    class Then extends RealDate {
      constructor(...args: [] | [string | number]) {
        super(args.length === 0 ? time.getTime() - minute : args[0]);
      }
    }
    globalThis.Date = Then as DateConstructor;
    try {
      return await token({ credentials: { ...credentials } });
    } finally {
      globalThis.Date = RealDate;
    }
  }
});

const RealDate = Date;
