/** Whether both name the same key, by its id or by its ARN. */
export function sameKey(left: string, right: string): boolean {
  return idOf(left) === idOf(right);
}

function idOf(reference: string): string {
  return reference.replace(/^arn:.*:key\//, "");
}
