// Runs the clients as they are against the api at API with the keys KEY and BUSY_KEY; tells what came of it as one JSON object.
import { createFal } from '@ai-sdk/fal';
import { ApiError, createFalClient, ValidationError } from '@fal-ai/client';
import { experimental_generateVideo as generateVideo } from 'ai';
import { Client as WaveSpeed } from 'wavespeed';
import { writeFileSync } from 'node:fs';
import { isLate, openais } from './openai.mjs';
import { replicates } from './replicate.mjs';

const { API, KEY, BUSY_KEY, IMAGE } = process.env;
const MODEL = 'fal-ai/luma-dream-machine/ray-2/image-to-video';
const image_url = 'https://cdn.example.com/first.jpg';
const told = {};

async function tell(name, run) {
  try {
    told[name] = await run();
  } catch (e) {
    told[name] = {
      thrown: e instanceof ValidationError ? 'ValidationError' : e instanceof ApiError ? 'ApiError' : e.constructor.name,
      status: e.status ?? e.statusCode ?? e.response?.status, message: e.message, fieldErrors: e.fieldErrors, body: e.body,
    };
  }
}

// The three ways of the documentation: a proxy, a middleware, a fetch of one's own.
const proxied = (credentials) => createFalClient({ credentials, proxyUrl: { url: `${API}/api/fal/proxy`, when: 'always' } });
const moved = createFalClient({
  credentials: KEY,
  requestMiddleware: async (r) => ({ ...r, url: r.url.replace(/^https:\/\/(queue\.fal\.run|rest\.fal\.ai)/, `${API}/fal`) }),
});
const fal = proxied(KEY);
const png = Buffer.from(IMAGE, 'base64');

async function submit(prompt, client = fal) {
  return (await client.queue.submit(MODEL, { input: { prompt, image_url } })).request_id;
}

async function falTakesItsWay() {
  const seen = [];
  const result = await fal.subscribe(MODEL, {
    input: { prompt: 'a keeper', image_url }, logs: true, pollInterval: 200,
    onQueueUpdate: (update) => seen.push(update.status),
  });
  const bytes = (await (await fetch(result.data.video.url)).arrayBuffer()).byteLength;
  return { seen: [...new Set(seen)], requestId: result.requestId, type: result.data.video.content_type, size: result.data.video.file_size, bytes };
}

async function falStreams() {
  const seen = [];
  const result = await moved.subscribe(MODEL, {
    input: { prompt: 'a stream', image_url }, mode: 'streaming', onQueueUpdate: (update) => seen.push(update.status),
  });
  return { seen, url: result.data.video.url };
}

async function falUploads() {
  const result = await moved.subscribe(MODEL, {
    input: { prompt: 'an upload', image_url: new Blob([png], { type: 'image/png' }) }, pollInterval: 200,
  });
  return { url: result.data.video.url };
}

async function falEnds(prompt) {
  return fal.subscribe(MODEL, { input: { prompt, image_url }, pollInterval: 200 });
}

async function falCancels() {
  const requestId = await submit('[[fault:generation-stuck]] to be cancelled');
  await fal.queue.cancel(MODEL, { requestId });
  await fal.queue.subscribeToStatus(MODEL, { requestId, pollInterval: 200 });
  return fal.queue.result(MODEL, { requestId });
}

async function busy() {
  const client = proxied(BUSY_KEY);
  const ids = [];
  for (let i = 0; i < 3; i++) {
    ids.push(await submit(`busy ${i}`, client));
  }
  return ids;
}

const wave = (key) => new WaveSpeed(key, { baseUrl: `${API}/wavespeed` });
const input = (prompt, image = image_url) => ({ prompt, image, size: '1280*720', duration: 5 });

async function waveUploads() {
  writeFileSync('first.png', png);
  const image = await wave(KEY).upload('first.png');
  return wave(KEY).run('luma/ray-2-i2v', input('an upload', image), { pollInterval: 0.2 });
}

async function aiMakesVideo(apiKey = KEY, more = {}) {
  const provider = createFal({
    apiKey,
    fetch: (url, init) => fetch(`${API}/fal/proxy`, { ...init, headers: { ...Object.fromEntries(new Headers(init.headers)), 'x-fal-target-url': String(url) } }),
  });
  const { video } = await generateVideo({
    model: provider.video('luma-dream-machine/ray-2/image-to-video'),
    prompt: { image: image_url, text: 'an sdk' },
    providerOptions: { fal: { pollIntervalMs: 200 } },
    download: async ({ url }) => {
      const answer = await fetch(url);
      return { data: new Uint8Array(await answer.arrayBuffer()), mediaType: answer.headers.get('content-type') };
    },
    maxRetries: 0,
    ...more,
  });
  return { bytes: video.uint8Array.byteLength };
}

await Promise.all([
  tell('fal', falTakesItsWay),
  tell('falStream', falStreams),
  tell('falUpload', falUploads),
  tell('falWrongKey', () => submit('a', proxied('wrong'))),
  tell('falUnknownModel', () => fal.queue.submit('fal-ai/luma-dream-machine/ray-9', { input: { prompt: 'a' } })),
  tell('falInvalid', () => fal.queue.submit(MODEL, { input: { prompt: 'a', image_url, duration: '7s' } })),
  tell('falModerated', () => falEnds('[[fault:generation-moderated-prompt]] a')),
  tell('falFailed', () => falEnds('[[fault:generation-fails]] a')),
  tell('falCancelled', falCancels),
  tell('falBusy', busy),
  tell('falNotThere', () => fal.queue.cancel(MODEL, { requestId: '00000000-0000-7000-8000-000000000000' })),
  tell('wave', () => wave(KEY).run('luma/ray-2-i2v', input('a wave'), { pollInterval: 0.2 })),
  tell('waveUpload', waveUploads),
  tell('waveWrongKey', () => wave('wrong').run('luma/ray-2-i2v', input('a'))),
  tell('waveUnknownModel', () => wave(KEY).run('luma/ray-9', input('a'))),
  tell('waveInvalid', () => wave(KEY).run('luma/ray-2-i2v', { prompt: 'a' })),
  tell('waveModerated', () => wave(KEY).run('luma/ray-2-i2v', input('[[fault:generation-moderated-prompt]] a'), { pollInterval: 0.2 })),
  tell('waveFailed', () => wave(KEY).run('luma/ray-2-i2v', input('[[fault:generation-fails]] a'), { pollInterval: 0.2 })),
  tell('ai', () => aiMakesVideo()),
  tell('aiNear', () => aiMakesVideo(KEY, { download: undefined })),
  ...Object.entries({ ...replicates, ...openais }).map(([name, run]) => tell(name, run)),
]);
// By now the key has asked as often as it may for the next minutes.
await tell('waveBusy', () => wave(BUSY_KEY).run('luma/ray-2-i2v', input('busy')));
await tell('aiBusy', () => aiMakesVideo(BUSY_KEY));
await tell('oaiLate', isLate);
console.log(JSON.stringify(told));
