// A way to the api that breaks: each connection is cut where it is told, and those after the last word are let through.
import { connect, createServer } from 'node:net';

// nothing: before a byte has reached the api; half: within the request; sent: while the api is at it; lost: with the answer on its
// way; part: within the answer.
export async function broken(api, cuts) {
  const { hostname, port } = new URL(api);
  let made = 0;
  const server = createServer((client) => {
    const cut = cuts[made++];
    const upstream = connect(Number(port), hostname);
    const end = () => { upstream.resetAndDestroy(); client.resetAndDestroy(); };
    for (const socket of [client, upstream]) {
      socket.on('error', () => {});
      socket.on('close', () => { client.destroy(); upstream.destroy(); });
    }
    let sent;
    client.on('data', (bytes) => {
      if (cut === 'nothing') {
        end();
      } else if (cut === 'half') {
        upstream.write(bytes.subarray(0, bytes.length - 20), () => setTimeout(end, 20));
      } else {
        upstream.write(bytes);
        clearTimeout(sent);
        sent = cut === 'sent' && setTimeout(end, 10);
      }
    });
    upstream.on('data', (bytes) => {
      if (cut === 'part') {
        client.write(bytes.subarray(0, 12), end);
      } else if (cut) {
        end();
      } else {
        client.write(bytes);
      }
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${server.address().port}`, made: () => made, close: () => server.close() };
}
