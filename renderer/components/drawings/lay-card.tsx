import { KioskDrawing } from './kiosk.tsx';

const Card = () => (
  <g>
    <rect className="fill-card stroke-pine" x="0" y="0" width="176" height="112" rx="12" />
    <path className="stroke-pale" d="M20 30h62M20 54h50M20 88h92" />
    <path
      className="stroke-pine"
      d="M136 26a15 15 0 1 1 0 30a15 15 0 1 1 0-30zM110 84c3-15 13-21 26-21s23 6 26 21"
    />
  </g>
);

/** Where the card goes: above the reader (`waiting`), on it and being read, read and being checked, or to be lifted. */
export const LayCardDrawing = ({ step }: { readonly step: 'waiting' | 'reading' | 'checking' | 'lift' }) => (
  <KioskDrawing part="cardReader">
    <rect className="fill-pine-wash stroke-pine" x="322" y="196" width="252" height="156" rx="18" />
    {step === 'waiting' || step === 'lift' ? (
      <>
        <rect className="stroke-pine dashed" x="360" y="218" width="176" height="112" rx="12" />
        <g transform="translate(360 46)">
          <Card />
        </g>
        <path
          className="stroke-pine bold"
          d={step === 'lift' ? 'M448 258v-72M424 208l24-24l24 24' : 'M448 178v72M424 228l24 24l24-24'}
        />
      </>
    ) : (
      <>
        <g transform="translate(360 218)">
          <Card />
        </g>
        {step === 'reading' ? (
          <path
            className="stroke-pine bold"
            d="M424 166c12-14 36-14 48 0M402 142c24-28 68-28 92 0M380 118c36-42 100-42 136 0"
          />
        ) : (
          <>
            <circle className="fill-pine" cx="448" cy="118" r="46" />
            <path className="stroke-card bold" d="M426 119l16 17l30-34" />
          </>
        )}
      </>
    )}
  </KioskDrawing>
);
