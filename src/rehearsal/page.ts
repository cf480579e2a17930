import { Hono } from 'hono';
import { html } from 'hono/html';
import { paths } from '#wire/paths.ts';
import type { ApiParts } from '#server/api/answers.ts';
import { say } from '#domain/procedure/procedure.ts';
import { sameOrigin, secured } from '#server/pages/headers.ts';
import { refuse } from '#server/api/answers.ts';
import { currentEditions } from '#server/editions.ts';
import { event } from './cast.ts';
import type { Clock } from './clock.ts';
import type { Outbox } from './outbox.ts';
import { switchTo } from './switch.ts';

const zone = 'America/New_York';
const minute = 60_000;
const steps: readonly (readonly [label: string, ms: number])[] = [
  ['+10 minutes', 10 * minute],
  ['+1 hour', 60 * minute],
  ['+1 day', 24 * 60 * minute],
];

const shown = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'medium', timeZone: zone });

/** `2027-05-16T23:58` in the event's zone (EDT the whole event long). */
const instantOf = (local: string): number => Date.parse(`${local}:00-04:00`);
const localOf = (instant: number): string => new Date(instant - 4 * 60 * minute).toISOString().slice(0, 16);

/** The clock, the way to each face, and the mail that would have left. */
export const rehearsalPage =
  (clock: Clock, post: Outbox, words: ApiParts['cast']) =>
  (parts: ApiParts, poke: () => void): Hono => {
    const app = new Hono();
    app.use(paths.rehearsal, secured());
    app.use(
      paths.rehearsal,
      sameOrigin(parts.baseUrl, (c) => refuse(c, parts, 'wrong-origin')),
    );
    app.get(paths.rehearsal, async (c) => {
      const mails = post.mails();
      const organisation = await currentEditions(parts.store, parts.procedures, parts.now());
      const inForce = organisation?.editions.find(({ edition }) => edition.id === event)?.procedure.id ?? '';
      const choices = [...parts.procedures.installed.values()].map(({ procedure }) => procedure);
      return c.html(
        html`<!doctype html>
          <html lang="en">
            <head>
              <meta charset="utf-8" />
              <meta name="viewport" content="width=device-width, initial-scale=1" />
              <meta name="color-scheme" content="light dark" />
              <title>REHEARSAL</title>
              <link rel="stylesheet" href="${parts.assets.css()}" />
            </head>
            <body>
              <main>
                <h1>REHEARSAL: PyHarbor US 2027</h1>
                <p>Nothing here is real. Everybody knows these words and these keys.</p>
                <h2>Clock</h2>
                <p><time>${shown.format(clock.now())}</time> (${zone})</p>
                <form method="post" action="${paths.rehearsal}">
                  <p class="row">
                    ${steps.map(([label, ms]) => html`<button class="btn quiet" name="by" value="${ms}">${label}</button> `)}
                  </p>
                </form>
                <form method="post" action="${paths.rehearsal}">
                  <p>
                    <label for="to">Put it forward to</label>
                    <input id="to" type="datetime-local" name="to" value="${localOf(clock.now())}" />
                    <button class="btn quiet">Set</button>
                  </p>
                </form>
                <h2>Procedure</h2>
                <p>From now on PyHarbor follows another one. What was reported before keeps its own.</p>
                <form method="post" action="${paths.rehearsal}">
                  ${choices.map(
                    ({ id, title }) =>
                      html`<p>
                        <label
                          ><input type="radio" name="procedure" value="${id}" ${id === inForce ? 'checked' : ''} />
                          ${say(title, 'en')}</label
                        >
                      </p>`,
                  )}
                  <p><button class="btn quiet">Follow this one</button></p>
                </form>
                <h2>Faces</h2>
                <ul>
                  <li><a href="${paths.start(event)}">The form</a></li>
                  <li><a href="${paths.desk}">The desk</a></li>
                </ul>
                <h2>Eight words of the cast</h2>
                <dl>
                  ${words.map(
                    (p) =>
                      html`<div class="row-answer">
                        <dt>${p.name}, ${p.part}</dt>
                        <dd>${p.words}</dd>
                      </div>`,
                  )}
                </dl>
                <h2>Mail that would have left (${mails.length})</h2>
                <ol>
                  ${mails.map(
                    (m) =>
                      html`<li class="message">
                        <p><strong>${m.subject}</strong> to ${m.to}</p>
                        <pre>${m.text}</pre>
                      </li>`,
                  )}
                </ol>
              </main>
            </body>
          </html>`,
      );
    });
    app.post(paths.rehearsal, async (c) => {
      const form = await c.req.formData();
      const [by, to, procedure] = [Number(form.get('by') ?? '0'), form.get('to'), form.get('procedure')];
      if (typeof procedure === 'string') await switchTo(parts, procedure);
      else clock.moveTo(typeof to === 'string' ? instantOf(to) : clock.now() + by);
      poke();
      return c.redirect(paths.rehearsal, 303);
    });
    return app;
  };
