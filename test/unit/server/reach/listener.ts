import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request, as somebody else's server heard it. */
export interface Heard {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Listener {
  /** `http://127.0.0.1:port`. */
  readonly origin: string;
  /** What it heard since the last look. */
  readonly heard: () => readonly Heard[];
  /** What it answers from now on; `hang`: never. */
  readonly answers: (status: number | 'hang', headers?: Readonly<Record<string, string>>) => void;
  readonly close: () => Promise<void>;
}

/** A server of somebody else's on this machine: a push service, a chat. */
export async function listener(): Promise<Listener> {
  let heard: Heard[] = [];
  let status: number | 'hang' = 201;
  let headers: Readonly<Record<string, string>> = {};
  const hanging = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      heard.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers, body });
      if (status === 'hang') hanging.add(response);
      else response.writeHead(status, headers).end('an answer that nobody reads');
    });
  });
  await new Promise<void>((ready) => {
    server.listen(0, '127.0.0.1', ready);
  });
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    heard: () => {
      const all = heard;
      heard = [];
      return all;
    },
    answers(next, more = {}) {
      [status, headers] = [next, more];
    },
    async close() {
      server.closeAllConnections();
      await new Promise((done) => {
        server.close(done);
      });
    },
  };
}
