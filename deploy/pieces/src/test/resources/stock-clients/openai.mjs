// OpenAI's client as it is, with another baseURL.
import OpenAI, { toFile } from 'openai';
import { broken } from './cut.mjs';

const { API, KEY, BUSY_KEY, IMAGE } = process.env;
const model = 'luma/ray-2/image-to-video';

const client = (apiKey = KEY, api = API, more = {}) => new OpenAI({ apiKey, baseURL: `${api}/openai/v1`, ...more });
const openai = client();
const image = () => toFile(Buffer.from(IMAGE, 'base64'), 'first.png', { type: 'image/png' });
const create = async (prompt, of = openai) => of.videos.create({ model, prompt, seconds: '5', size: '1280x720', input_reference: await image() });

async function ended(id) {
  for (;;) {
    const video = await openai.videos.retrieve(id);
    if (video.status === 'completed' || video.status === 'failed') {
      return video;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function takesItsWay() {
  const made = await create('a video');
  const done = await ended(made.id);
  const content = await openai.videos.downloadContent(made.id);
  const bytes = (await content.arrayBuffer()).byteLength;
  const listed = [];
  for await (const video of openai.videos.list({ limit: 2 })) {
    listed.push(video.id);
  }
  const deleted = await openai.videos.delete(made.id);
  return { first: made.status, last: done.status, size: done.size, seconds: done.seconds, type: content.headers.get('content-type'), bytes, listed: listed.includes(made.id), deleted: deleted.deleted };
}

async function namesAnImage() {
  const made = await openai.videos.create({ model, prompt: 'a named image', input_reference: { image_url: 'https://cdn.example.com/first.jpg' } });
  return { status: (await ended(made.id)).status };
}

async function fails(prompt) {
  const { status, error } = await ended((await create(prompt)).id);
  return { status, ...error };
}

async function isCancelled() {
  const { id } = await create('[[fault:generation-stuck]] to be cancelled');
  await fetch(`${API}/v1/requests/${id}/cancel`, { method: 'POST', headers: { authorization: `Bearer ${KEY}` } });
  const { status, error } = await ended(id);
  return { status, ...error };
}

async function busy() {
  for (let i = 0; i < 3; i++) {
    await create(`busy ${i}`, client(BUSY_KEY, API, { maxRetries: 0 }));
  }
}

// Two tries more, with a pause, by its own defaults.
async function isCut() {
  const ids = await Promise.all([['nothing', 'half'], ['sent', 'lost'], ['part', 'sent']].map(async (cuts) => {
    const way = await broken(API, cuts);
    const { id } = await create(`cut by ${cuts.join(' and ')}`, client(KEY, way.url));
    way.close();
    return { id, connections: way.made() };
  }));
  return { ids };
}

// Its time is up while the answer is written: it ends the connection in order, and comes again half a second later.
export async function isLate() {
  const times = [];
  for (let i = 0; i < 7; i++) {
    const began = Date.now();
    await create(`warm ${i}`);
    times.push(Date.now() - began);
  }
  const usual = times.sort((a, b) => a - b)[3];
  const tries = Array.from({ length: 40 }, (_, i) => i);
  let late = 0;
  await Promise.all([0, 1].map(async (lane) => {
    for (const i of tries.filter((each) => each % 2 === lane)) {
      try {
        await create(`late ${i}`, client(KEY, API, { timeout: Math.round(usual * (0.5 + i / 40)), maxRetries: 0 }));
      } catch {
        late++;
        await new Promise((resolve) => setTimeout(resolve, 500));
        await create(`late ${i}`);
      }
    }
  }));
  const made = [];
  for await (const video of openai.videos.list({ limit: 100 })) {
    made.push(video.prompt);
  }
  return { usual, late, made: tries.map((i) => made.filter((prompt) => prompt === `late ${i}`).length) };
}

export const openais = {
  oai: takesItsWay,
  oaiNamed: namesAnImage,
  oaiCut: isCut,
  oaiModerated: () => fails('[[fault:generation-moderated-prompt]] a'),
  oaiFailed: () => fails('[[fault:generation-fails]] a'),
  oaiCancelled: isCancelled,
  oaiWrongKey: () => create('a', client('wrong')),
  oaiUnknownModel: () => openai.videos.create({ model: 'sora-2', prompt: 'a' }),
  oaiInvalid: async () => openai.videos.create({ model, prompt: 'a', seconds: '4', input_reference: await image() }),
  oaiNotThere: () => openai.videos.retrieve('none'),
  oaiNotReady: async () => openai.videos.delete((await create('[[fault:generation-stuck]] not ready')).id),
  oaiBusy: busy,
};
