/** The mark of the stations: the double eaves of a courier station. */
export const StationMark = () => (
  <svg className="station-mark" viewBox="0 0 48 48" fill="none" aria-hidden="true">
    <g stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" strokeLinejoin="round">
      <path d="M15 9.5h18" />
      <path d="M9 19.5c4.500 0 6.500-5 8-10M39 19.500c-4.500 0-6.500-5-8-10M9 19.500h30" />
      <path d="M3 32c6.500 0 9-6 11-12.500M45 32c-6.500 0-9-6-11-12.500M3 32h42" />
      <path d="M11 32v11M37 32v11M20 43v-5.500a4 4 0 0 1 8 0V43M7 43h34" />
    </g>
  </svg>
);
