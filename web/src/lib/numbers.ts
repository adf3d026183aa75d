/** Numbers as they are read: '12,450'. */
const whole = new Intl.NumberFormat("en-GB");

export function formatCount(value: number): string {
  return whole.format(value);
}
