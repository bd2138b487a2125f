const words = (name: string): readonly string[] => name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+|[0-9]+/g) ?? [];

/** `EnableIAMDatabaseAuthentication` -> `EnableIamDatabaseAuthentication`, as Pulumi's SDKs write acronyms. */
export const pascalCase = (name: string): string =>
  words(name)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase())
    .join("");

/** `DBInstanceClass` -> `dbInstanceClass`. */
export const camelCase = (name: string): string => {
  const pascal = pascalCase(name);
  return pascal.slice(0, 1).toLowerCase() + pascal.slice(1);
};

/** `dbInstanceClass` -> `db_instance_class`. */
export const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
