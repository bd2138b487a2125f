import { noHardcodedCredentials } from "../../../../policy/rules/credentials/no-hardcoded-credentials";
import { unknown } from "../../judge";
import { judges } from "../../tables";

// Put together here, so that no scanner takes this file for a leak.
const keyId = "AKIA" + "IOSFODNN7EXAMPLE";
const secretKey = "wJalrXUtnFEMI/K7MDENG/" + "bPxRfiCYEXAMPLEKEY";
const pem = "-----BEGIN " + "PRIVATE KEY-----";
const script = `#!/bin/sh\nexport AWS_ACCESS_KEY_ID=${keyId} AWS_SECRET_ACCESS_KEY=${secretKey}\n`;
const base64 = Buffer.from(script).toString("base64");
const inScript = (path: string) => [`${path} holds an AWS access key id`, `${path} holds an AWS secret access key`];

const lambda = {
  "no environment": { environment: undefined },
  "no variables": { environment: {} },
  "a placeholder": { environment: { variables: { URL: "postgres://app:${PASSWORD}@db/shop" } } },
  ...Object.fromEntries(
    [
      ["DB_PASS", ""],
      ["DB_PASS", "${DB_PASS}"],
      ["DB_PASSWORD", "{{resolve:secretsmanager:orders}}"],
      ["DB_PASSWORD", "arn:aws:secretsmanager:eu-west-1:111122223333:secret:a"],
      ["DB_PASSWORD", "/orders/password"],
      ["DB_PASSWORD", "prod/orders"],
      ["REQUIRE_PASSWORD", "true"],
      ["PASSWORD", "https://vault.example.com/v1/orders"],
      ["BYPASS", "1"],
      ["COMPASS", "north"],
      ["PASSWORD_FILE", "orders.txt"],
      ["CONNECTION", "Server=db;Password=${PASSWORD}"],
      ["CONNECTION", "host=db user=app"],
    ].map(([name = "", value]) => [`${name}=${value ?? ""}`, { environment: { variables: { [name]: value } } }]),
  ),
  "an ARN of a secret": {
    environment: { variables: { SECRET: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:a" } },
  },
};
const lambdaFinds = {
  "an access key id, beside an unknown variable": [
    { environment: { variables: { A: unknown, ID: keyId } } },
    "environment.variables.ID holds an AWS access key id",
  ],
  "a secret access key by its variable's name": [
    { environment: { variables: { AWS_SECRET_ACCESS_KEY: secretKey, DIGEST: secretKey } } },
    "environment.variables.AWS_SECRET_ACCESS_KEY holds an AWS secret access key",
  ],
  "a URL with a password": [
    { environment: { variables: { URL: "postgres://app:hunter2@db/shop" } } },
    "environment.variables.URL holds a URL with a password",
  ],
  "each kind once": [
    { environment: { variables: { A: `${pem} ${pem} ${keyId}` } } },
    ["environment.variables.A holds an AWS access key id", "environment.variables.A holds a private key"],
  ],
  ...Object.fromEntries(
    ["DB_PASS", "PGPASSWORD", "MYSQL_PWD", "DATABASE_PASSWORD", "masterPassphrase", "db-passwd", "PASS"].map((name) => [
      `a password under the name ${name}`,
      [
        { environment: { variables: { [name]: "hunter2" } } },
        `environment.variables.${name} holds a password`,
      ] as const,
    ]),
  ),
  ...Object.fromEntries(
    [
      "Server=db;Database=shop;User Id=app;Password=hunter2;",
      "Server=db;Pwd='hunter2'",
      "host=db dbname=shop user=app password=hunter2",
      "jdbc:mysql://db/shop?user=app&password=hunter2",
    ].map((text) => [
      `the connection string ${text}`,
      [
        { environment: { variables: { CONNECTION: text } } },
        "environment.variables.CONNECTION holds a connection string with a password",
      ] as const,
    ]),
  ),
  "what the organisation does not allow": [
    { environment: { variables: { A: `${keyId} postgres://app:hunter2@db/shop` } } },
    "environment.variables.A holds an AWS access key id",
    { knobs: { allowPatterns: ["^postgres://app:hunter2@$", "("] } },
  ],
} as const;
const lambdaOpen = {
  "an unknown environment": { environment: unknown },
  "an unknown variable": { environment: { variables: { A: unknown } } },
  "unknown tags": { tags: unknown },
};

judges(noHardcodedCredentials, "aws:lambda/function:Function", {
  base: { environment: { variables: { LOG_LEVEL: "info" } }, tags: { team: "orders" } },
  passes: lambda,
  finds: {
    ...lambdaFinds,
    "a tag": [{ tags: { team: "orders", key: keyId } }, "tags.key holds an AWS access key id"],
    "a tag by its name": [{ tags: { secret: secretKey } }, "tags.secret holds an AWS secret access key"],
  },
  undecided: lambdaOpen,
});

judges(noHardcodedCredentials, "aws-native:lambda:Function", {
  base: { environment: { variables: { LOG_LEVEL: "info" } }, tags: [{ key: "team", value: "orders" }] },
  passes: lambda,
  finds: {
    ...lambdaFinds,
    "a tag": [{ tags: [{ key: "a", value: keyId }] }, "tags[0].value holds an AWS access key id"],
    "a tag by its name": [
      { tags: [{ key: "secret", value: secretKey }] },
      "tags[0].value holds an AWS secret access key",
    ],
  },
  undecided: lambdaOpen,
});

judges(noHardcodedCredentials, "aws:ec2/instance:Instance", {
  base: { userData: "#!/bin/sh\necho hello\n" },
  finds: {
    "keys in user data": [{ userData: script }, inScript("userData")],
    "keys in user data in base64": [{ userData: undefined, userDataBase64: base64 }, inScript("userDataBase64")],
    "keys in tags": [{ tags: { a: keyId } }, "tags.a holds an AWS access key id"],
  },
  undecided: { "unknown user data": { userData: unknown } },
});

for (const type of ["aws-native:ec2:Instance", "aws:ec2/launchTemplate:LaunchTemplate"] as const) {
  judges(noHardcodedCredentials, type, {
    base: { userData: Buffer.from("#!/bin/sh\necho hello\n").toString("base64") },
    finds: { "keys in user data in base64": [{ userData: base64 }, inScript("userData")] },
    undecided: { "unknown user data": { userData: unknown } },
  });
}

judges(noHardcodedCredentials, "aws-native:ec2:LaunchTemplate", {
  base: { launchTemplateData: { userData: "" } },
  passes: { "no user data": { launchTemplateData: {} } },
  finds: {
    "keys in user data": [{ launchTemplateData: { userData: base64 } }, inScript("launchTemplateData.userData")],
  },
  undecided: { "unknown user data": { launchTemplateData: { userData: unknown } } },
});

for (const type of ["aws:ssm/parameter:Parameter", "aws-native:ssm:Parameter"] as const) {
  judges(noHardcodedCredentials, type, {
    base: { type: "String", value: "info" },
    passes: { "what KMS encrypts": { type: "SecureString", value: keyId }, "a number": { value: 7 } },
    finds: {
      "a plain parameter": [{ value: keyId }, "value holds an AWS access key id"],
      "a plain list": [{ type: "StringList", value: `a,${keyId}` }, "value holds an AWS access key id"],
    },
    undecided: { "an unknown type": { type: unknown, value: keyId }, "an unknown value": { value: unknown } },
  });
}

judges(noHardcodedCredentials, "aws:ssm/parameter:Parameter", {
  base: { type: "String", insecureValue: "info" },
  finds: { "an insecure value": [{ insecureValue: keyId }, "insecureValue holds an AWS access key id"] },
});

for (const type of ["aws:secretsmanager/secretVersion:SecretVersion", "aws-native:secretsmanager:Secret"] as const) {
  judges(noHardcodedCredentials, type, {
    base: { secretString: "postgres://app:hunter2@db/shop" },
    passes: { "what a program makes up": { secretString: `{"SECRET": "${secretKey}"}` } },
    finds: { "a key with an id": [{ secretString: keyId }, "(advice) secretString holds an AWS access key id"] },
    undecided: { "an unknown secret": { secretString: unknown } },
  });
}

for (const [type, property] of [
  ["aws:rds/instance:Instance", "tags"],
  ["aws-native:rds:DbInstance", "tags"],
  ["aws-native:backup:BackupVault", "backupVaultTags"],
] as const) {
  judges(noHardcodedCredentials, type, {
    base: { [property]: [{ key: "team", value: "orders" }] },
    passes: { "no tags": { [property]: undefined } },
    finds: {
      "a tag": [{ [property]: [{ key: "a", value: keyId }] }, `${property}[0].value holds an AWS access key id`],
    },
    undecided: { "unknown tags": { [property]: unknown } },
  });
}

judges(noHardcodedCredentials, "aws:vpclattice/resourceConfiguration:ResourceConfiguration", {
  base: { tags: { team: "orders" } },
  passes: { "what is none of its business, though not known yet": { type: unknown, value: unknown } },
});
