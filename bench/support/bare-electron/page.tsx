import { createElement, useState } from 'react';
import { createRoot } from 'react-dom/client';

/** What any Electron window with React takes to come up, and to put one screen in another's place when it is touched. */
const Page = () => {
  const [screen, setScreen] = useState('attract');
  const next = screen === 'attract' ? 'home' : 'attract';
  return createElement(
    'main',
    { 'data-screen': screen },
    createElement(
      'button',
      { type: 'button', 'data-testid': `to-${next}`, onClick: () => setScreen(next) },
      next,
    ),
  );
};

const container = Reflect.get(globalThis, 'document').getElementById('root');
createRoot(container).render(createElement(Page));
