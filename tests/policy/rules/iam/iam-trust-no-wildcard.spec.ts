import { iamTrustNoWildcard } from "../../../../policy/rules/iam/iam-trust-no-wildcard";
import { judgesDocuments } from "../../documents";
import { unknown } from "../../judge";
import { judges } from "../../tables";
import { awsRole, nativeRole } from "./holders";

const Action = "sts:AssumeRole";
const bound = (condition: object) => ({ Principal: "*", Action, Condition: condition });

const issuer = "token.actions.githubusercontent.com";
const federated = (condition: object, provider = issuer) => ({
  Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${provider}` },
  Action: "sts:AssumeRoleWithWebIdentity",
  Condition: condition,
});
const aud = { [`${issuer}:aud`]: "sts.amazonaws.com" };
const everySubject = `Statement[0].Principal.Federated lets every subject of ${issuer} assume the role`;

judgesDocuments(iamTrustNoWildcard, awsRole, nativeRole, {
  base: { Principal: { AWS: "arn:aws:iam::111122223333:root" }, Action },
  passes: {
    "a service": { Principal: { Service: ["ec2.amazonaws.com"] }, Action },
    "everyone of an organisation": bound({ StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }),
    "one branch of a repository": federated({
      StringEquals: { ...aud, [`${issuer}:sub`]: "repo:a/b:ref:refs/heads/main" },
    }),
    "every repository of one owner": federated({ StringLike: { ...aud, [`${issuer}:sub`]: ["repo:a/*", "repo:b/*"] } }),
    "every branch of a repository": federated({ StringLike: { [`${issuer}:sub`]: "repo:a/b:*" } }),
    "every project of an organisation at Pulumi": federated(
      { StringLike: { "api.pulumi.com/oidc:sub": "pulumi:deploy:org:acme:*" } },
      "api.pulumi.com/oidc",
    ),
    "every workspace of an organisation": federated(
      { StringLike: { "app.terraform.io:sub": "organization:acme:*" } },
      "app.terraform.io",
    ),
    "every repository of an owner by another claim": federated({ StringLike: { [`${issuer}:repository`]: "acme/*" } }),
    "one repository by another claim": federated({ StringEquals: { [`${issuer}:repository`]: "a/b" } }),
    "an identity provider of one's own": federated({}, "oidc.eks.eu-west-1.amazonaws.com/id/A1"),
    "a pool of identities": {
      Principal: { Federated: "cognito-identity.amazonaws.com" },
      Action: "sts:AssumeRoleWithWebIdentity",
    },
    "a denial to a provider": { Effect: "Deny", ...federated({}) },
    "a denial of everyone else": { Effect: "Deny", NotPrincipal: { AWS: "111122223333" }, Action },
  },
  finds: {
    everyone: [{ Principal: "*", Action }, "Statement[0].Principal lets everyone assume the role"],
    "everyone in a list": [
      { Principal: { AWS: ["111122223333", "*"] }, Action },
      "Statement[0].Principal.AWS[1] lets everyone assume the role",
    ],
    "everyone who knows a word": [
      bound({ StringEquals: { "sts:ExternalId": "4f1d" } }),
      "Statement[0].Principal lets everyone assume the role",
    ],
    "every repository there is": [federated({ StringEquals: aud }), everySubject],
    "every repository, by pattern": [federated({ StringLike: { ...aud, [`${issuer}:sub`]: "repo:*" } }), everySubject],
    "one repository or every one": [
      federated({ StringLike: { [`${issuer}:sub`]: ["repo:a/b:*", "repo:*/*"] } }),
      everySubject,
    ],
    ...Object.fromEntries(
      ["repo*", "repo:acme*", "repo:acme*/app:*", "repo:?cme/app:*", "*", "*/app", ":acme/*"].map((subject) => [
        `whoever can get the subject ${subject}`,
        [federated({ StringLike: { [`${issuer}:sub`]: subject } }), everySubject] as const,
      ]),
    ),
    ...Object.fromEntries(
      ["pulumi:deploy:org:*", "pulumi:deploy:*", "pulumi:*", "pulumi:deploy:org:acme*"].map((subject) => [
        `whoever can get the subject ${subject} at Pulumi`,
        [
          federated({ StringLike: { "api.pulumi.com/oidc:sub": subject } }, "api.pulumi.com/oidc"),
          "Statement[0].Principal.Federated lets every subject of api.pulumi.com/oidc assume the role",
        ] as const,
      ]),
    ),
    "a branch of whoever has one of that name": [
      federated({ StringEquals: { [`${issuer}:ref`]: "refs/heads/main", [`${issuer}:environment`]: "prod" } }),
      everySubject,
    ],
    "an owner whose name goes on": [federated({ StringLike: { [`${issuer}:repository`]: "acme*" } }), everySubject],
    "a repository of whoever has one of that name": [
      federated({ StringLike: { [`${issuer}:sub`]: "repo:*/b:ref:refs/heads/main" } }),
      everySubject,
    ],
    "a subject of another provider": [federated({ StringEquals: { "gitlab.com:sub": "a" } }), everySubject],
    ...Object.fromEntries(
      ["agent.buildkite.com", "api.pulumi.com/oidc", "app.terraform.io", "gitlab.com"].map((name) => [
        `everyone at ${name}`,
        [
          federated({ StringEquals: { [`${name}:aud`]: "a" } }, name),
          `Statement[0].Principal.Federated lets every subject of ${name} assume the role`,
        ] as const,
      ]),
    ),
    NotPrincipal: [
      { NotPrincipal: { AWS: "111122223333" }, Action },
      "Statement[0].NotPrincipal lets everyone assume the role",
    ],
  },
  undecided: {
    "an unknown principal": { Principal: { AWS: unknown }, Action },
    "an unknown subject": federated({ StringEquals: { [`${issuer}:sub`]: unknown } }),
  },
});

judges(iamTrustNoWildcard, "aws:iam/role:Role", {
  base: { assumeRolePolicy: { Statement: { Effect: "Allow", Principal: { Service: "a.amazonaws.com" }, Action } } },
  finds: {
    "an object": [
      { assumeRolePolicy: { Statement: { Effect: "Allow", Principal: "*", Action } } },
      "assumeRolePolicy.Statement.Principal lets everyone assume the role",
    ],
    "no JSON": [{ assumeRolePolicy: "{" }, "assumeRolePolicy is no policy document that can be read"],
  },
});
