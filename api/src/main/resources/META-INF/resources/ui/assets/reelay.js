// What the pages cannot do without a script: hear of news, play on hover, copy, preview, and write times in the reader's zone.
(() => {
  'use strict';
  const every = (root, selector) => [...(root.matches?.(selector) ? [root] : []), ...root.querySelectorAll(selector)];
  const streams = new Map();

  function listen(element) {
    if (streams.has(element) || document.hidden) return;
    const source = new EventSource(element.dataset.live);
    source.addEventListener('changed', () =>
      element.isConnected ? htmx.trigger(element, 'news') : hush(element));
    // A stream ends now and then and is opened anew; one that stays away is worth a word.
    let late;
    source.addEventListener('error', () => { late ||= setTimeout(() => streams.get(element) === source && tellAway(), 5000); });
    source.addEventListener('open', () => { clearTimeout(late); late = undefined; tellBack(); });
    streams.set(element, source);
  }

  function hush(element) {
    streams.get(element)?.close();
    streams.delete(element);
  }

  let asking;
  const old = 'The server does not answer. What you see may be old; it is asked again.';
  function tellAway(words = old) {
    const place = document.getElementById('objection');
    if (!place || place.textContent) return;
    const note = document.createElement('div');
    note.className = 'note warn';
    note.dataset.away = '';
    note.textContent = words;
    place.append(note);
    asking ||= setInterval(() => fetch('/ui/assets/favicon.svg', { cache: 'no-store' }).then((answer) => answer.ok && tellBack(), () => {}), 3000);
  }
  function tellBack() {
    clearInterval(asking);
    asking = undefined;
    document.querySelector('#objection [data-away]')?.remove();
  }

  document.addEventListener('visibilitychange', () => {
    if (document.hidden) [...streams.keys()].forEach(hush);
    else every(document, '[data-live]').forEach(listen);
  });
  addEventListener('pagehide', () => [...streams.keys()].forEach(hush));

  const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'narrow' });
  function tellTime(element) {
    const at = new Date(element.dateTime);
    const seconds = Math.round((at - Date.now()) / 1000);
    const size = Math.abs(seconds);
    element.title = at.toLocaleString();
    // What is due and has not come about yet comes about any moment.
    element.textContent = size < 5 || ('due' in element.dataset && seconds < 0) ? 'now'
      : size < 60 ? relative.format(seconds, 'second')
      : size < 3600 ? relative.format(Math.round(seconds / 60), 'minute')
      : size < 86400 ? relative.format(Math.round(seconds / 3600), 'hour')
      : at.toLocaleDateString([], { day: 'numeric', month: 'short', year: 'numeric' });
  }
  const tellTimes = (root) => every(root, 'time[data-ago]').forEach(tellTime);
  const tellClocks = (root) => every(root, 'time[data-clock]').forEach((element) => {
    const at = new Date(element.dateTime);
    element.title = at.toLocaleString();
    const day = at.toDateString() === new Date().toDateString() ? {} : { day: 'numeric', month: 'short' };
    element.textContent = at.toLocaleString([], { ...day, hour: '2-digit', minute: '2-digit', second: '2-digit' });
  });
  setInterval(() => tellTimes(document), 5000);

  const seen = 'IntersectionObserver' in window && new IntersectionObserver((entries) => entries.forEach((entry) => {
    if (entry.isIntersecting) {
      entry.target.preload = 'metadata';
      seen.unobserve(entry.target);
    }
  }));

  function preview(input) {
    const image = document.getElementById(input.dataset.preview);
    // What was just uploaded has an address that only the bucket understands, and a link to look at it.
    const kept = input.value === input.defaultValue ? input.dataset.shown : '';
    const shown = kept || (/^(https:\/\/|data:image\/)/.test(input.value) ? input.value : '');
    image.hidden = !shown;
    if (shown && image.src !== shown) image.src = shown;
  }

  // Refusals name fields as calls do; who fills in a form knows them by their labels.
  function inOwnWords(code) {
    const [first, second] = code.textContent.replace(/^\//, '').split('/');
    const control = [first, `term:${first}`, `${first}:${second}`].map((name) => document.getElementsByName(name)[0]).find(Boolean);
    const label = control?.closest('fieldset')?.querySelector('legend') ?? control?.labels?.[0];
    const text = label && [...label.childNodes].filter((part) => !part.classList?.contains('must')).map((part) => part.textContent).join('').trim();
    if (!text) return;
    const own = document.createElement('b');
    own.textContent = text;
    own.title = code.textContent;
    code.replaceWith(own);
  }

  function enliven(root) {
    every(root, 'code').filter((code) => code.closest('#objection, #outlook .note')).forEach(inOwnWords);
    every(root, '[data-live]').forEach(listen);
    every(root, 'input[data-preview]').forEach(preview);
    every(root, 'input[data-shown]:not([data-shown=""])').forEach((input) => input.dispatchEvent(new Event('input', { bubbles: true })));
    every(root, 'video[data-hover]').forEach((video) => seen && seen.observe(video));
    tellTimes(root);
    tellClocks(root);
  }

  document.addEventListener('htmx:load', (event) => enliven(event.detail.elt));
  document.addEventListener('htmx:beforeCleanupElement', (event) => hush(event.detail.elt));
  const looks = ['/ui/playground/check', '/ui/playground/model'];
  const changes = ({ detail: { requestConfig: { verb, path } } }) => verb !== 'get' && !looks.includes(path);
  // A change that was refused is told at the top; the next one begins without that.
  document.addEventListener('htmx:beforeRequest', (event) => {
    if (changes(event)) document.getElementById('objection')?.replaceChildren();
  });
  // What looks is asked again by itself; what changes something is not, since it may cost.
  document.addEventListener('htmx:sendError', (event) => changes(event)
    ? tellAway('The server does not answer. Nothing was done that we know of, and nothing is sent by itself: try again when it is back.')
    : tellAway());
  document.addEventListener('htmx:afterOnLoad', tellBack);

  // What renews itself keeps the focus of whoever uses the keyboard; what has an id is htmx's own care.
  const means = (element) => element.getAttribute('hx-post') || element.getAttribute('href') || element.name || element.textContent.trim();
  let focused;
  document.addEventListener('htmx:beforeSwap', (event) => {
    const at = document.activeElement;
    focused = at && !at.id && at !== event.detail.target && event.detail.target.contains(at)
      ? { place: event.detail.target.id, tag: at.tagName, means: means(at) } : undefined;
  });
  document.addEventListener('htmx:afterSettle', () => {
    const place = focused && document.getElementById(focused.place);
    if (place && document.activeElement === document.body) {
      [...place.querySelectorAll(focused.tag)].find((one) => means(one) === focused.means)?.focus({ preventScroll: true });
    }
    focused = undefined;
  });

  // The keyboard stops at the link, which stands around the video or beside it in the same row.
  for (const [over, plays, where] of [['pointerover', true, '.thumb'], ['pointerout', false, '.thumb'],
    ['focusin', true, '.thumb, .wall a, td.asked'], ['focusout', false, '.thumb, .wall a, td.asked']]) {
    document.addEventListener(over, (event) => {
      const place = event.target.closest?.(where);
      const video = (place?.matches('td') ? place.parentElement : place)?.querySelector('video[data-hover]');
      if (video) plays ? video.play().catch(() => {}) : video.pause();
    });
  }

  document.addEventListener('error', (event) => {
    if (event.target.classList?.contains('preview')) event.target.hidden = true;
  }, true);
  document.addEventListener('input', (event) => {
    if (event.target.matches('input[data-preview]')) preview(event.target);
  });
  // What was answered to a form as it stood before is no answer to it now.
  document.addEventListener('change', (event) => {
    const form = event.target.closest('[data-answer]');
    if (form) document.getElementById(form.dataset.answer)?.replaceChildren();
  });

  document.addEventListener('click', (event) => {
    const copy = event.target.closest('[data-copy]');
    if (copy) {
      const text = document.getElementById(copy.dataset.copy).textContent;
      navigator.clipboard.writeText(text).then(() => {
        const before = copy.textContent;
        copy.textContent = 'Copied';
        setTimeout(() => { copy.textContent = before; }, 1500);
      });
    }
    if (event.target.closest('[data-theme-switch]')) {
      const root = document.documentElement;
      const now = root.dataset.theme || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
      root.dataset.theme = now === 'dark' ? 'light' : 'dark';
      document.cookie = `reelay_theme=${root.dataset.theme};path=/ui;max-age=31536000;samesite=strict`;
    }
  });
})();
