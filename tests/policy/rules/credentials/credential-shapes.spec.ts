import assert from "node:assert/strict";
import { leaksIn, withDecoded } from "../../../../policy/rules/credentials/credential-shapes";

// Put together here, so that no scanner takes this file for a leak.
const keyId = "AKIA" + "IOSFODNN7EXAMPLE";
const secretKey = "wJalrXUtnFEMI/K7MDENG/" + "bPxRfiCYEXAMPLEKEY";
const pem = "-----BEGIN " + "PRIVATE KEY-----";

const found = (text: string, inSecret = false): readonly string[] => leaksIn(text, inSecret).map(({ what }) => what);

describe("a text leaks", () => {
  const rows: Readonly<Record<string, readonly string[]>> = {
    "an AWS access key id": [keyId, "ASIA" + "ABCDEFGHIJKLMNOP", `id=${keyId};`, `"${keyId}"`],
    "a private key": [
      pem,
      `x\n${pem.replace("BEGIN", "BEGIN RSA")}\n`,
      pem.replace("BEGIN", "BEGIN EC2 OPENSSH"),
      pem.replace("KEY", "KEY BLOCK"),
    ],
    "a URL with a password": [
      "postgres://app:hunter2@db.example.com:5432/shop",
      "redis://:pw@cache",
      "jdbc:mysql+srv://a:b@c",
      "see HTTPS://me:x@example.com",
    ],
    "an AWS secret access key": [
      `aws_secret_access_key = ${secretKey}`,
      `SECRET=${secretKey}`,
      `{"clientSecret": "${secretKey}"}`,
      `Secret-Key:'${secretKey}'`,
    ],
  };
  for (const [what, texts] of Object.entries(rows)) {
    for (const text of texts) {
      it(`${what}: ${JSON.stringify(text.slice(0, 12))}…`, () => {
        assert.deepEqual(found(text), [what]);
      });
    }
  }

  it("anything, unless the place is said to be meant for secrets", () => {
    assert.equal(leaksIn("postgres://app:hunter2@db").length, 1);
  });

  it("as often as it does, with the part that does", () => {
    assert.deepEqual(leaksIn(`${keyId} ${pem} ${keyId}`), [
      { what: "an AWS access key id", part: keyId },
      { what: "an AWS access key id", part: keyId },
      { what: "a private key", part: pem },
    ]);
  });
});

describe("a text leaks nothing", () => {
  const rows: readonly string[] = [
    "",
    `x${keyId}`,
    `${keyId}x`,
    keyId.slice(0, -1),
    keyId.toLowerCase(),
    "-----BEGIN PUBLIC KEY-----",
    "-----BEGIN CERTIFICATE-----",
    "https://example.com:8443/path@v1",
    "https://example.com/a:b@c",
    "https://user@example.com",
    "postgres://app@db.example.com/shop",
    "postgres://app:$PASSWORD@db",
    "postgres://app:${PASSWORD}@db",
    "postgres://app:{{resolve:secretsmanager:orders}}@db",
    "postgres://app:<password>@db",
    "postgres://app:%s@db",
    "postgres://app:***@db",
    "postgres://app:@db",
    "arn:aws:iam::111122223333:role/app",
    secretKey,
    `COMMIT=${secretKey}`,
    `secret_digest=${"0123456789abcdef".repeat(3).slice(0, 40)}`,
    `SECRET_DIGEST=${"0123456789ABCDEF".repeat(3).slice(0, 40)}`,
    `secret=${secretKey}x`,
    `secret=${secretKey}=`,
    `secret=${secretKey.slice(1)}`,
    `SECRET_NAME=/${secretKey.slice(1)}`,
    `secret ${secretKey}`,
  ];
  for (const text of rows) {
    it(`in ${JSON.stringify(text)}`, () => {
      assert.deepEqual(found(text), []);
    });
  }
});

describe("a place meant for secrets leaks", () => {
  it("only what no program makes up", () => {
    const text = `${keyId} ${pem} postgres://app:hunter2@db SECRET=${secretKey}`;
    assert.deepEqual(found(text, true), ["an AWS access key id", "a private key"]);
  });
});

describe("base64", () => {
  it("is read as what it stands for, too, across lines", () => {
    const script = `#!/bin/sh\nexport ID=${keyId}\n`;
    const base64 = Buffer.from(script).toString("base64");
    assert.equal(withDecoded(base64), `${base64}\n${script}`);
    const lines = `${base64.slice(0, 20)}\n${base64.slice(20)}`;
    assert.equal(withDecoded(lines), `${lines}\n${script}`);
    for (const padded of ["only 13 bytes", "exactly 14 let", "no padding here"]) {
      const text = Buffer.from(padded).toString("base64");
      assert.equal(withDecoded(text), `${text}\n${padded}`);
    }
  });

  it("is nothing short, and nothing with other characters", () => {
    for (const text of [
      "",
      "abcdefghijklmno",
      "#!/bin/sh echo hello world",
      "abcdefghijklmnop===",
      "=abcdefghijklmnop",
    ])
      assert.equal(withDecoded(text), text);
  });
});
