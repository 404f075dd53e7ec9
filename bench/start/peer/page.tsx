import { createElement } from 'react';
import { createRoot } from 'react-dom/client';

/** An empty page of React: what any Electron window with React takes to come up. */
const container = Reflect.get(globalThis, 'document').getElementById('root');
createRoot(container).render(createElement('main', { 'data-screen': 'attract' }, 'peer'));
