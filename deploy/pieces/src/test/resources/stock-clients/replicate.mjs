// Replicate's client as it is, with another baseUrl.
import { createServer } from 'node:http';
import Replicate, { validateWebhook } from 'replicate';
import { broken } from './cut.mjs';

const { API, KEY, BUSY_KEY, IMAGE, HOOK_PORT } = process.env;
const MODEL = 'luma/ray-2/image-to-video';
const RUN = 'luma/ray-2-image-to-video';
const image_url = 'https://cdn.example.com/first.jpg';

const client = (auth = KEY, api = API) => new Replicate({ auth, baseUrl: `${api}/replicate/v1` });
const replicate = client();
const input = (prompt) => ({ prompt, image_url });
const run = (prompt, of = replicate) => of.run(RUN, { input: input(prompt), wait: { mode: 'poll', interval: 200 } });

async function takesItsWay() {
  const made = await replicate.predictions.create({ model: MODEL, input: input('a prediction') });
  const done = await replicate.wait(made, { interval: 200 });
  const again = await replicate.predictions.get(made.id);
  let listed = false;
  for await (const page of replicate.paginate(replicate.predictions.list)) {
    listed ||= page.some((one) => one.id === made.id);
  }
  const bytes = (await (await fetch(done.output)).arrayBuffer()).byteLength;
  return { first: made.status, last: done.status, again: again.status, listed, bytes, seconds: done.metrics.predict_time };
}

async function runs() {
  const seen = [];
  const output = await replicate.run(RUN, { input: input('a run') }, (prediction) => seen.push(prediction.status));
  const version = await replicate.run(`luma/ray-2:${MODEL}`, { input: input('a version'), wait: { mode: 'poll' } });
  return { output, version, seen };
}

async function cancels() {
  const made = await replicate.predictions.create({ model: MODEL, input: input('[[fault:generation-stuck]] to be cancelled') });
  const asked = await replicate.predictions.cancel(made.id);
  const ended = await replicate.wait(asked, { interval: 200 });
  return { asked: asked.status, ended: ended.status, error: ended.error };
}

async function uploads() {
  const file = await replicate.files.create(Buffer.from(IMAGE, 'base64'), { of: 'a test' });
  const known = await replicate.files.get(file.id);
  const named = await replicate.run(RUN, { input: { prompt: 'an upload', image_url: file.urls.get }, wait: { mode: 'poll' } });
  const blob = new Blob([Buffer.from(IMAGE, 'base64')], { type: 'image/png' });
  const inline = await replicate.run(RUN, { input: { prompt: 'a blob', image_url: blob }, wait: { mode: 'poll' } });
  return { type: known.content_type, size: known.size, named, inline };
}

async function isTold() {
  const { key } = await replicate.webhooks.default.secret.get();
  const told = [];
  const server = createServer((request, answer) => {
    let body = '';
    request.on('data', (part) => { body += part; });
    request.on('end', async () => {
      const good = await validateWebhook({ headers: request.headers, body }, key);
      told.push({ good, status: JSON.parse(body).status });
      answer.end();
    });
  });
  await new Promise((resolve) => server.listen(Number(HOOK_PORT), '127.0.0.1', resolve));
  await replicate.predictions.create({ model: MODEL, input: input('a hook'), webhook: `http://127.0.0.1:${HOOK_PORT}/`, webhook_events_filter: ['start', 'completed'] });
  for (let i = 0; i < 100 && told.length < 2; i++) {
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  server.close();
  return { told };
}

async function busy() {
  for (let i = 0; i < 3; i++) {
    await client(BUSY_KEY).predictions.create({ model: MODEL, input: input(`busy ${i}`) });
  }
}

// It makes up to six tries without a pause; the call itself waits for the video.
async function isCut() {
  const way = await broken(API, ['nothing', 'half', 'sent', 'sent', 'sent']);
  const lost = await broken(API, ['lost', 'part', 'lost', 'sent', 'half']);
  const waited = await client(KEY, way.url).predictions.create({ model: MODEL, input: input('cut while it waits'), wait: true });
  const asked = await client(KEY, lost.url).predictions.create({ model: MODEL, input: input('cut when it is answered') });
  way.close();
  lost.close();
  return { waited: waited.id, asked: asked.id, connections: [way.made(), lost.made()] };
}

export const replicates = {
  rep: takesItsWay,
  repRun: runs,
  repCancel: cancels,
  repUpload: uploads,
  repHook: isTold,
  repCut: isCut,
  repWrongKey: () => run('a', client('wrong')),
  repUnknownModel: () => replicate.run('luma/ray-9', { input: input('a') }),
  repInvalid: () => replicate.run(RUN, { input: { ...input('a'), duration: 7 } }),
  repModerated: () => run('[[fault:generation-moderated-prompt]] a'),
  repFailed: () => run('[[fault:generation-fails]] a'),
  repNotThere: () => replicate.predictions.cancel('00000000-0000-7000-8000-000000000000'),
  repBusy: busy,
};
