/** Tells screen readers what a sighted resident sees change. */
export const LiveRegion = ({ sentence }: { readonly sentence: string }) => (
  <p className="visually-hidden" aria-live="polite">
    {sentence}
  </p>
);
