/** How long CloudWatch Logs can keep events, in days: the steps of PutRetentionPolicy (its API reference). */
export const logRetentionSteps: readonly number[] = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];
