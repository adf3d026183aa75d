/** Placet's mark: the letter P whose bowl is closed by a tick, the vote of assent. Decorative: name its link. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 32 32"
      fill="none"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d="M8.5 28V5.5h8.1a7.4 7.4 0 0 1 0 14.8H15" stroke="currentColor" strokeWidth="3.2" />
      <path d="m12.6 13.1 3.2 3.2 6.6-7.3" stroke="var(--mark-tick, #a594ff)" strokeWidth="3" />
    </svg>
  );
}
