/** Whether both name one log group: its ARN has a `:*` behind it in some of AWS's answers, and not in others. */
export function sameLogGroup(left: string, right: string): boolean {
  return left.replace(/:\*$/, "") === right.replace(/:\*$/, "");
}
