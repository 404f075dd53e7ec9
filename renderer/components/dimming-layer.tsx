/** Takes so many percent of its light away from a screen whose backlight cannot be set. Touches go through it. */
export const DimmingLayer = ({ percent }: { readonly percent: number }) =>
  percent > 0 && <div className="dimming-layer" style={{ opacity: percent / 100 }} data-percent={percent} />;
