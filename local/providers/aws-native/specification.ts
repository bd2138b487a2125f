import { loadAwsServiceSpecSync } from "@aws-cdk/aws-service-spec";
import type { Property, Resource, SpecDatabase, TypeDefinition } from "@aws-cdk/service-spec-types";
import { sdkToken } from "./sdk-name";

export type { Property, PropertyType, Resource } from "@aws-cdk/service-spec-types";

/** AWS's own description of every CloudFormation type. Loading it takes 0.4 s, so it waits for the first question. */
export class Specification {
  private readonly database: SpecDatabase = loadAwsServiceSpecSync();
  private readonly byToken: ReadonlyMap<string, Resource> = new Map(
    [...this.database.all("resource")].map((it) => [sdkToken(it.cloudFormationType), it]),
  );

  resource(token: string): Resource | undefined {
    return this.byToken.get(token);
  }

  get resources(): readonly Resource[] {
    return [...this.byToken.values()];
  }

  /** The properties of a nested type. */
  properties(reference: { readonly $ref: string }): Readonly<Record<string, Property>> {
    const found: TypeDefinition = this.database.get("typeDefinition", reference.$ref);
    return found.properties;
  }
}

let loaded: Specification | undefined;

export function specification(): Specification {
  return (loaded ??= new Specification());
}
