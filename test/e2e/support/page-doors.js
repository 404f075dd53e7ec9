/**
 * Doors that a script of the page would open: a mistake in a screen, or code that got into one. Run in the page; each
 * attempt returns what came of it. `outside` is the address of a server that must never be asked.
 */

/** Clicks an element that is in the page for as long as that takes. */
const clicked = (tag, properties) => {
  const element = Object.assign(document.createElement(tag), properties);
  document.body.append(element);
  element.click();
  element.remove();
};

/** Puts an element into the page and takes it out again when it says that it has loaded, or has had time to. */
const shown = async (tag, properties) => {
  const element = Object.assign(document.createElement(tag), properties);
  const over = new Promise((resolve) => {
    element.onload = resolve;
    element.onerror = resolve;
    setTimeout(resolve, 300);
  });
  document.body.append(element);
  await over;
  element.remove();
};

const attempts = {
  'window.open': (outside) => window.open(outside),
  'a link that wants a new window': (outside) => clicked('a', { href: outside, target: '_blank' }),
  'navigation by location': (outside) => {
    location.href = outside;
  },
  'navigation by link': (outside) => clicked('a', { href: outside }),
  'navigation by refresh': (outside) => {
    const meta = Object.assign(document.createElement('meta'), { content: `0;url=${outside}` });
    meta.httpEquiv = 'refresh';
    document.head.append(meta);
  },
  'navigation by form': (outside) => {
    const form = Object.assign(document.createElement('form'), { action: outside, method: 'post' });
    document.body.append(form);
    form.submit();
    form.remove();
  },
  'another file of the page itself': () => {
    location.href = '/assets/nothing.svg';
  },
  'loading the page anew': () => location.reload(),
  'going back': () => history.back(),
  alert: () => alert('out'),
  confirm: () => confirm('out'),
  prompt: () => prompt('out'),
  // Where it opens a window of the system, the page stands still until somebody closes it.
  'the print dialog': () => window.print(),
  'closing the window': () => window.close(),
  eval: () => Reflect.get(window, 'eval')('1 + 1'),
  'a function from text': () => Reflect.construct(Function, ['return 2'])(),
  'an inline script': () => {
    const script = Object.assign(document.createElement('script'), {
      textContent: 'document.body.dataset.inline = "ran"',
    });
    document.body.append(script);
    script.remove();
    return document.body.dataset.inline;
  },
  'an inline event handler': () => {
    const button = document.createElement('button');
    button.setAttribute('onclick', 'document.body.dataset.inline = "ran"');
    document.body.append(button);
    button.click();
    button.remove();
    return document.body.dataset.inline;
  },
  'an inline style': () => {
    const style = Object.assign(document.createElement('style'), { textContent: 'body { --inline: ran }' });
    document.head.append(style);
    const value = getComputedStyle(document.body).getPropertyValue('--inline');
    style.remove();
    return value;
  },
  'a script from elsewhere': (outside) => shown('script', { src: outside }),
  'a picture from elsewhere': (outside) => shown('img', { src: outside }),
  'an iframe': (outside) => shown('iframe', { src: outside }),
  'an object': (outside) => shown('object', { data: outside }),
  'an embed': (outside) => shown('embed', { src: outside }),
  'a webview': () => {
    const view = document.createElement('webview');
    view.setAttribute('src', 'yizhan://kiosk/index.html');
    document.body.append(view);
    // Electron's own element would have the methods of a page.
    const isWebview = 'getWebContentsId' in view;
    view.remove();
    return isWebview;
  },
  'a download': () => clicked('a', { href: URL.createObjectURL(new Blob(['out'])), download: 'out.txt' }),
  'a request to a server': async (outside) => (await fetch(outside)).status,
  'a web socket': (outside) =>
    new Promise((resolve) => {
      const socket = new WebSocket(outside.replace('http', 'ws'));
      socket.onopen = () => resolve('opened');
      socket.onerror = () => resolve('refused');
    }),
  'a peer connection': async () => {
    const connection = new RTCPeerConnection();
    connection.createDataChannel('out');
    const candidates = [];
    connection.onicecandidate = ({ candidate }) => {
      if (candidate?.candidate) candidates.push(candidate.candidate);
    };
    const gathered = new Promise((resolve) => {
      connection.onicegatheringstatechange = () => {
        if (connection.iceGatheringState === 'complete') resolve();
      };
    });
    await connection.setLocalDescription();
    await gathered;
    connection.close();
    return candidates;
  },
  'a service worker': async () => (await navigator.serviceWorker.register('/index.html')).scope,
  'full screen of an element': () => document.documentElement.requestFullscreen(),
  'the microphone': () => navigator.mediaDevices.getUserMedia({ audio: true }),
  'a camera that nobody asked for': () => navigator.mediaDevices.getUserMedia({ video: true }),
  'a picture of the screen': () => navigator.mediaDevices.getDisplayMedia({ video: true }),
  notifications: () => Notification.requestPermission(),
  'reading the clipboard': () => navigator.clipboard.readText(),
  'the position': () =>
    new Promise((resolve) => {
      navigator.geolocation.getCurrentPosition(
        () => resolve('told'),
        () => resolve('refused'),
      );
    }),
  'a device by Bluetooth': () => navigator.bluetooth.requestDevice({ acceptAllDevices: true }),
  'a device by HID': () => navigator.hid.requestDevice({ filters: [] }),
  'a device by a serial line': () => navigator.serial.requestPort(),
  'a device by USB': () => navigator.usb.requestDevice({ filters: [] }),
  'the picker of files': () => 'showOpenFilePicker' in window,
  'a pointer that is caught': () =>
    new Promise((resolve) => {
      document.addEventListener('pointerlockerror', () => resolve('refused'), { once: true });
      document.addEventListener('pointerlockchange', () => resolve('caught'), { once: true });
      Promise.resolve(document.body.requestPointerLock()).catch(() => resolve('refused'));
    }),
  // A click opens it only where the field is in the page: one that is not would have to be made by a script.
  'a field that picks a file': () => clicked('input', { type: 'file' }),
};

/**
 * Tries one, later: while the tools of a test evaluate, they lift the content security policy. Resolves with what came of
 * it, or the name of the error; null for nothing.
 */
globalThis.tryDoor = (name, outside) =>
  new Promise((resolve) => {
    setTimeout(async () => {
      try {
        resolve((await attempts[name](outside)) ?? null);
      } catch (error) {
        resolve(error instanceof Error ? error.name : String(error));
      }
    });
  });
