import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Install } from "./client";
import { isThere, runCommand } from "./run-command";

const ENGINES = ["postgres", "mysql", "mariadb"];
const ARTIFACTS = [
  "org.postgresql:postgresql:42.7.14",
  "com.mysql:mysql-connector-j:9.7.0",
  "org.mariadb.jdbc:mariadb-java-client:3.5.11",
  "software.amazon.awssdk:rds:2.57.8",
  "software.amazon.awssdk:sts:2.57.8",
];

export const installJava: Install = async (folder) => {
  for (const command of ["javac", "mvn"]) {
    if (!(await isThere(command, "--version"))) return { snippet: "jdbc", engines: ENGINES, missing: command };
  }
  writeFileSync(join(folder, "pom.xml"), pom());
  const libraries = join(folder, "libraries");
  const goal = ["dependency:copy-dependencies", `-DoutputDirectory=${libraries}`];
  await runCommand("mvn", ["--batch-mode", "--quiet", ...goal], { cwd: folder });
  return {
    snippet: "jdbc",
    engines: ENGINES,
    what: ARTIFACTS.join(", "),
    folder,
    prepare: async ({ snippets }, own) => {
      writeFileSync(join(own, "DatabaseConnection.java"), snippets["jdbc"] ?? "");
      const path = `${libraries}/*:.`;
      const strict = ["--release", "11", "-Xlint:all", "-Werror", "-proc:none"];
      await runCommand("javac", [...strict, "-cp", path, "DatabaseConnection.java"], { cwd: own });
      return { command: ["java", "-cp", path, "DatabaseConnection"] };
    },
  };
};

function pom(): string {
  const dependencies = ARTIFACTS.map((artifact) => {
    const [group = "", name = "", version = ""] = artifact.split(":");
    return `<dependency><groupId>${group}</groupId><artifactId>${name}</artifactId><version>${version}</version></dependency>`;
  });
  return `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>com.example</groupId><artifactId>snippets</artifactId><version>1</version>
<dependencies>${dependencies.join("\n")}</dependencies></project>
`;
}
