/** This evening if it is to come, else tomorrow's; tomorrow morning; Monday morning, or Tuesday's if that is tomorrow. */
export function likely(now: Date): Date[] {
  const on = (days: number, hour: number) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour);
  const evening = on(0, 18).getTime() > now.getTime() + 900_000 ? on(0, 18) : on(1, 18);
  const toMonday = (8 - now.getDay()) % 7 || 7;
  return [evening, on(1, 9), on(toMonday === 1 ? 2 : toMonday, 9)].sort((a, b) => a.getTime() - b.getTime());
}
