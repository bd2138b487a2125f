import type { InsecureSetting, Profile } from "./insecure-setting";

/** A preview costs seconds, and nearly as many with four mistakes as with one. */
const AT_MOST = 4;

/** Settings that one preview can judge together, as none of them can hide or answer for another. */
export interface Group {
  readonly settings: readonly InsecureSetting[];
  readonly profile?: Profile;
}

/** Puts each setting into the first group with none of its topic, none that its rules refuse too, and none that changes the same. */
export function groupsOf(topics: readonly (readonly InsecureSetting[])[]): readonly Group[] {
  const groups: { settings: InsecureSetting[]; profile?: Profile }[] = [];
  for (const topic of topics) {
    const before = groups.map(({ settings }) => [...settings]);
    for (const setting of topic) {
      const free = before.findIndex(
        (others, index) => groups[index]?.settings.length === others.length && fits(setting, others),
      );
      const group = groups[free];
      if (group !== undefined) group.settings.push(setting);
      else groups.push({ settings: [setting], ...(setting.profile !== undefined && { profile: setting.profile }) });
    }
  }
  return groups;
}

/** Ids of the rules that refuse a setting. */
export const rulesOf = ({ refusal, also = [] }: InsecureSetting): readonly string[] => [refusal.rule, ...also];

function fits(setting: InsecureSetting, others: readonly InsecureSetting[]): boolean {
  if (others.length >= AT_MOST) return false;
  return others.every((other) => {
    const isApart = other.profile === setting.profile && !overlap(rulesOf(setting), rulesOf(other));
    return isApart && !overlap(changedBy(setting), changedBy(other));
  });
}

/** What a setting changes of the program: a resource, keys of the stack's file; what it adds is its own. */
function changedBy({ mistake }: InsecureSetting): readonly string[] {
  if ("config" in mistake) return Object.keys(mistake.config);
  return "set" in mistake ? [`${mistake.type} ${mistake.name}`] : [];
}

const overlap = (some: readonly string[], others: readonly string[]): boolean =>
  some.some((each) => others.includes(each));
