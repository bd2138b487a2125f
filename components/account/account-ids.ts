/** What is wrong with a list of accounts that must not be empty; empty when nothing is. */
export function accountIdProblems(field: string, ids: readonly string[]): string[] {
  const twice = new Set(ids.filter((id, index) => ids.indexOf(id) !== index));
  return [
    ...(ids.length === 0 ? [`${field} must name at least one account, got none`] : []),
    ...ids.filter((id) => !/^\d{12}$/.test(id)).map((id) => `${field} must be twelve digits each, got "${id}"`),
    ...[...twice].map((id) => `${field} must name an account once, got "${id}" again`),
  ];
}
