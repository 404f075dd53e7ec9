/** Right half of the gate, drawn from the middle (x = 0) outwards; the left half is its mirror image. */
const HalfGate = () => (
  <g>
    <path
      className="scene-wall"
      d="M0 58h104c10 46 52 84 124 92l-22 6h-56v62h16c22 38 76 66 172 68l-26 6h-48v134h36v44H0z"
    />
    <path d="M0 44h92c12 0 22-8 26-24c2 14-2 28-14 38H0" />
    <path d="M104 58c10 46 52 84 124 92c14-4 22-12 26-24" />
    <path d="M0 156h206c22 0 40-10 48-30" />
    <path
      className="thin"
      d="M24 58c0 40 6 70 16 96M52 58c2 42 14 72 34 97M80 58c6 42 26 74 56 97M104 60c12 42 42 74 82 95"
    />
    <path d="M150 158v58M96 158v58" />
    <path className="thin" d="M108 176h30v40M123 176v40M108 196h30M108 176v40" />
    <path d="M0 218h166c22 38 76 66 172 68c20-4 32-14 38-30" />
    <path d="M0 292h312c32 0 54-12 64-36" />
    <path
      className="thin"
      d="M30 220c2 26 8 48 20 70M62 220c6 28 20 50 44 71M96 220c12 30 36 52 70 71M130 220c18 32 50 54 98 71M162 222c26 34 70 56 130 69"
    />
    <path d="M72 294v132M168 294v132M264 294v132" />
    <path d="M72 318h192" className="thin" />
    <path className="thin" d="M184 340h64v86M216 340v86M184 372h64M184 340v86M184 402h64" />
    <path d="M48 426h252v40" />
    <path className="thin" d="M0 440h66M0 454h82" />
    <path d="M120 294v18" className="thin" />
    <path d="M104 336c0-16 6-24 16-24s16 8 16 24s-6 24-16 24s-16-8-16-24zM120 360v16" />
    <path className="thin" d="M104 336h32" />
  </g>
);

/** The courier station: hills, the gate in lines, and the road that leads up to it. The ground goes on beneath. */
export const StationScene = () => (
  <svg
    className="station-scene"
    viewBox="90 0 900 560"
    fill="none"
    preserveAspectRatio="xMidYMax meet"
    aria-hidden="true"
  >
    <path
      className="scene-hill-far"
      d="M-2400 560V380C-2000 300-1700 300-1400 360C-1100 420-700 330-400 400C-260 330-180 380-80 300C20 226 90 250 170 196C250 142 320 214 400 240C520 280 620 150 730 190C830 226 900 300 1000 262C1120 216 1240 330 1480 300C1800 260 2100 380 2500 330C2900 280 3200 360 3480 340V560z"
    />
    <path
      className="scene-hill-near"
      d="M-2400 560V450C-2000 400-1500 480-1200 450C-900 420-640 490-400 470C-240 420-120 452 0 400C110 352 190 420 300 410C460 396 560 440 700 410C860 376 930 330 1080 380C1220 426 1340 400 1480 420C1900 470 2300 400 2700 440C3000 470 3300 420 3480 440V560z"
    />
    <g className="scene-gate">
      <g transform="translate(540 44)">
        <HalfGate />
        <g transform="scale(-1 1)">
          <HalfGate />
        </g>
        <path className="scene-door" d="M-48 426v-72c0-30 20-46 48-46s48 16 48 46v72z" />
        <rect className="scene-plaque" x="-62" y="170" width="124" height="40" rx="4" />
        <text className="scene-plaque-text" lang="zh-CN" x="0" y="201" textAnchor="middle">
          驿 站
        </text>
      </g>
    </g>
    <path className="scene-ground" d="M-2400 562V524C-900 500 200 488 540 488S1980 500 3480 524V562z" />
  </svg>
);
