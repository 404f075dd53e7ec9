import { KioskDrawing } from './kiosk.tsx';

const star =
  'M0-13l3.800 8.800l9.500.9l-7.200 6.300l2.100 9.300L0 6.500l-8.200 4.800l2.100-9.300l-7.200-6.300l9.500-.9z';

/** Where the paper comes out: `coming` while it prints, `ready` to be taken. */
export const PaperOutDrawing = ({ state }: { readonly state: 'coming' | 'ready' }) => {
  const length = state === 'ready' ? 214 : 122;
  return (
    <KioskDrawing part="paperOutlet">
      <path className="fill-card stroke-pine" d={`M364 128h168v${length}h-168z`} />
      <g className="stroke-pale">
        <path d="M408 164h80M388 194h120M388 218h120" />
        {state === 'ready' && <path d="M388 242h64M388 306h44" />}
      </g>
      {state === 'ready' && (
        <g transform="translate(490 292)" className="seal">
          <circle r="27" />
          <path d={star} className="seal-star" />
        </g>
      )}
      <rect className="fill-slate" x="320" y="104" width="256" height="30" rx="15" />
      {state === 'ready' ? (
        <path className="stroke-pine bold" d="M318 200v84M296 262l22 24l22-24" />
      ) : (
        <path className="stroke-pine bold" d="M448 280v56M424 314l24 24l24-24" />
      )}
    </KioskDrawing>
  );
};
